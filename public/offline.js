// Keeps the page on this machine where the browser allows it, so that it starts without a network,
// and says when a newer version is there. Where it is not allowed (plain http, some private windows)
// the page works as it would without this, and nothing is said.

/**
 * Takes from the policy what only the service worker needs. A worker from a URL would escape the
 * policy; from here on none can be started. Policies in one head hold together.
 */
function allowNoMoreWorkers() {
  const policy = document.createElement("meta");
  policy.httpEquiv = "Content-Security-Policy";
  policy.content = "worker-src blob:";
  document.head.append(policy);
}

/** Says that `newer`, a service worker, waits with a newer version. */
function tellOf(newer) {
  const line = document.createElement("p");
  line.className = "newer";
  line.setAttribute("role", "status");
  const button = document.createElement("button");
  button.className = "btn";
  button.textContent = "Reload";
  button.addEventListener("click", () => {
    // Another tab has taken it already.
    if (newer.state !== "installed") return location.reload();
    newer.addEventListener("statechange", () => {
      if (newer.state === "activated") location.reload();
    });
    newer.postMessage("take over");
  });
  line.append("A newer version is there. Reload to use it; files have to be dropped again. ", button);
  document.body.prepend(line);
}

function watch(registration) {
  if (registration.waiting) tellOf(registration.waiting);
  registration.addEventListener("updatefound", () => {
    const found = registration.installing;
    found.addEventListener("statechange", () => {
      // The first one has nothing to wait for.
      if (found.state === "installed" && registration.active) tellOf(found);
    });
  });
}

async function keep() {
  try {
    watch(await navigator.serviceWorker.register("./service-worker.js", { updateViaCache: "none" }));
  } catch {
    // Nothing is kept.
  } finally {
    allowNoMoreWorkers();
  }
}

addEventListener("load", keep);
