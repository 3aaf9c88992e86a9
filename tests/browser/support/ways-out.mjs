/**
 * Tries the ways that a script has to reach `url`; resolves to those that were not refused within
 * a second. Runs in the page or in a worker, where the ways that need a document fail.
 */
export async function waysOut(url) {
  const ways = {
    fetch: () => fetch(url, { mode: "no-cors" }),
    request: () =>
      new Promise((resolve, reject) => {
        const request = new XMLHttpRequest();
        Object.assign(request, { onload: resolve, onerror: reject });
        request.open("GET", url);
        request.send();
      }),
    socket: () =>
      new Promise((resolve, reject) => {
        const socket = new WebSocket(url.replace("http", "ws"));
        Object.assign(socket, { onopen: resolve, onerror: reject });
      }),
    script: () => (globalThis.importScripts ? importScripts(url) : import(url)),
    image: () =>
      new Promise((resolve, reject) => {
        Object.assign(new Image(), { onload: resolve, onerror: reject, src: url });
      }),
    form: () =>
      new Promise((_, reject) => {
        const form = Object.assign(document.createElement("form"), { action: url });
        addEventListener("securitypolicyviolation", ({ effectiveDirective }) => {
          if (effectiveDirective === "form-action") reject();
        });
        document.body.append(form);
        form.submit();
      }),
  };
  const open = [];
  for (const [name, way] of Object.entries(ways)) {
    const second = new Promise((resolve) => setTimeout(resolve, 1_000));
    try {
      await Promise.race([way(), second]);
      open.push(name);
    } catch {
      // Refused.
    }
  }
  return open;
}
