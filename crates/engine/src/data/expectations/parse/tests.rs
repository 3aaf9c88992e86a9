//! Lines that are read, and faults of those that are not.

use super::super::language::{Bound, Comparison, Condition, Literal, Operand, Subject, Test};
use super::*;

fn read(line: &str) -> Result<Option<Rule>, Fault> {
    let columns =
        ["age", "country", "zip", "income", "price", "a", "b", "id", "car value", "rows x"];
    parse(line, &Names::new(columns))
}

fn expects(line: &str) -> Expects {
    read(line).unwrap().unwrap().expects
}

fn value(column: &str, test: Test) -> Expects {
    Expects::Rows(Condition { subject: Subject::Value(column.to_owned()), test })
}

#[test]
fn every_kind_of_line_is_read() {
    use Comparison::{AtMost, Equal, Less, More};
    let number = |n| Operand::Literal(Literal::Number(n));
    let text = |t: &str| Literal::Text(t.to_owned());
    assert_eq!(expects("age > 0"), value("age", Test::Compare(More, number(0.0))));
    let list = vec![text("DE"), text("FR"), text("New York")];
    let test = Test::In { values: list, is_in: true };
    assert_eq!(expects("country in {DE, FR, \"New York\"}"), value("country", test));
    let share = Summary::ShareMissing("income".to_owned());
    let bound = Bound::Compare(Less, 0.01);
    assert_eq!(expects("share missing of income < 1%"), Expects::Summary { summary: share, bound });
    let ends = Test::Between(Literal::Number(18.0), Literal::Number(100.0));
    assert_eq!(expects("age between 18 and 100"), value("age", ends));
    assert_eq!(expects("unique id"), Expects::Unique("id".to_owned()));
    let mean = Summary::Mean("price".to_owned());
    let bound = Bound::WithinOfReference(0.1);
    assert_eq!(
        expects("mean of price within 10% of reference"),
        Expects::Summary { summary: mean, bound }
    );
    let bound = Bound::Compare(More, 10_000.0);
    assert_eq!(expects("rows > 10000"), Expects::Summary { summary: Summary::Rows, bound });
    let length = Expects::Rows(Condition {
        subject: Subject::Length("zip".to_owned()),
        test: Test::Compare(Equal, number(5.0)),
    });
    assert_eq!(expects("length of zip = 5"), length);
    assert_eq!(expects("zip like \"99999\""), value("zip", Test::Shape("99999".to_owned())));
    let other = Test::Compare(AtMost, Operand::Column("b".to_owned()));
    assert_eq!(expects("a <= b"), value("a", other));
    assert_eq!(
        expects("\"car value\" is not missing"),
        value("car value", Test::Missing { is_missing: false })
    );
    let rule = read("when country = DE: zip not in {0}").unwrap().unwrap();
    assert_eq!(rule.when.unwrap().subject.column(), "country");
    assert_eq!(read("  # a comment"), Ok(None));
    assert_eq!(read(""), Ok(None));
}

#[test]
fn bounds_in_order_and_whole_shares_are_read() {
    for line in [
        "rows >= 0",
        "mean of a < -1",
        "share missing of income <= 0",
        "age between 3 and 3",
        "a between -9 and 10",
        "share missing of income < 1",
    ] {
        assert!(read(line).is_ok(), "{line}");
    }
}

#[test]
fn faults_say_where_and_what_to_do() {
    for (line, place, part) in [
        ("ages > 0", 1, "There is no column ages: did you mean age?"),
        ("length of carvalue > 0", 11, "did you mean \"car value\"?"),
        ("car value > 0", 1, "There is no column car: write \"car value\", in quotes"),
        ("mean of rows x > 0", 9, "write \"rows x\", in quotes"),
        ("share missing of income < -1", 25, "No file can hold to this"),
        ("share missing of income < 0", 25, "No file can hold to this"),
        ("share missing of income > 100%", 25, "No file can hold to this"),
        ("count missing of income between -3 and -1", 25, "No file can hold to this"),
        ("rows = -1", 6, "No file can hold to this"),
        ("salary > 0", 1, "There is no column salary: write it as the file does"),
        ("age", 4, "Go on with <"),
        ("age > ", 7, "Give a value"),
        ("age between 18", 15, "Give both ends"),
        ("country in DE", 12, "braces"),
        ("country in {New York}", 17, "several words"),
        ("share missing of income", 24, "Compare it"),
        ("mean of price within 10 of reference", 22, "Give a percentage"),
        ("age > 0 and age < 9", 9, "one expectation on a line"),
        ("when country = DE age > 0", 19, "colon"),
        ("age between 9 and 3", 13, "reversed"),
        ("age between 2025-03-01 and 2025-02-01", 13, "reversed"),
        ("rows between 9 and 3", 14, "reversed"),
        ("share missing of income < 150%", 25, "at most 100%"),
        ("share missing of income between 1 and 5", 25, "at most 100%"),
        ("> 5", 1, "A column should stand here"),
        ("country = \"DE", 11, "does not close"),
    ] {
        let fault = read(line).unwrap_err();
        assert_eq!(fault.place, place, "{line}: {}", fault.message);
        assert!(fault.message.contains(part), "{line}: {}", fault.message);
    }
}
