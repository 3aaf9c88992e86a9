/** A Playwright reporter whose last line counts the tests: `N passed, N failed, N skipped`. */
export default class ClosingLine {
  onBegin(_config, suite) {
    this.suite = suite;
  }

  onEnd() {
    const outcomes = this.suite.allTests().map((test) => test.outcome());
    const count = (...kinds) => outcomes.filter((outcome) => kinds.includes(outcome)).length;
    const passed = count("expected", "flaky");
    console.log(`\n${passed} passed, ${count("unexpected")} failed, ${count("skipped")} skipped`);
  }

  printsToStdio() {
    return true;
  }
}
