// Answers for the application's own files from this machine, so that it starts without a network.
// It asks the server once, when it is installed, for each file of this build, and takes only what has
// the hash that the build gave it. It sees no data: files that are dropped make no request.

const { id, files } = BUILD;

// Another copy on the same server, under another path, keeps its own.
const OWN = `driftglass ${registration.scope} `;
const NAME = OWN + id;
/** What `files` calls index.html, which servers give under the name of its folder. */
const INDEX = "./";
/** A name with a content hash in it, whose copy in the browser's cache cannot be old. */
const HASHED = /-[0-9a-f]{16}/;

addEventListener("install", (event) => event.waitUntil(keepFiles()));
addEventListener("activate", (event) => event.waitUntil(dropOlder()));
addEventListener("message", ({ data }) => {
  if (data === "take over") skipWaiting();
});
addEventListener("fetch", (event) => {
  const name = nameOf(event.request.url);
  if (event.request.method === "GET" && Object.hasOwn(files, name)) {
    event.respondWith(answer(name, event.request));
  }
});

async function keepFiles() {
  const requests = Object.entries(files).map(([name, integrity]) => {
    const cache = HASHED.test(name) ? "default" : "no-cache";
    return new Request(new URL(name, registration.scope), { integrity, cache });
  });
  await (await caches.open(NAME)).addAll(requests);
}

async function dropOlder() {
  const names = await caches.keys();
  const older = names.filter((name) => name.startsWith(OWN) && name !== NAME);
  await Promise.all(older.map((name) => caches.delete(name)));
}

/** The name in `files` of what is asked for. */
function nameOf(url) {
  const { origin, pathname } = new URL(url);
  const name = `${origin}${pathname}`.slice(registration.scope.length);
  return name === "" || name === "index.html" ? INDEX : name;
}

async function answer(name, request) {
  const cache = await caches.open(NAME);
  const kept = await cache.match(new URL(name, registration.scope), { ignoreVary: true });
  return kept ?? fetch(request);
}
