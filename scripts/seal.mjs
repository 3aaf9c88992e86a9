// Makes one file of the built page, which runs from disk: opened, it asks for nothing, because
// everything is in it, and can ask for nothing, because its policy says connect-src 'none'. Scripts
// and styles stand in it as text and are allowed by their hashes; what is large is gzipped.
//
// usage: node scripts/seal.mjs [FOLDER [FILE]]      default: dist dist/driftglass.html

import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const [folder = "dist", target = "dist/driftglass.html"] = process.argv.slice(2);
const HERE = dirname(fileURLToPath(import.meta.url));

const STARTING =
  "Driftglass is starting. If this sentence stays, the browser is too old, or something on the way " +
  "took the scripts out of this file.";
const REMEDY = "This file is damaged: get it again, and compare its SHA-256.";

const read = (name) => readFileSync(join(folder, name), "utf8");
const sha256 = (bytes, encoding) => createHash("sha256").update(bytes).digest(encoding);
const hashSource = (text) => `'sha256-${sha256(text, "base64")}'`;

/** The only thing in `text` that `pattern` finds, in its first group. */
function only(text, pattern) {
  const found = [...text.matchAll(new RegExp(pattern, "g"))];
  if (found.length !== 1) throw new Error(`found ${found.length} times instead of once: ${pattern}`);
  return found[0][1];
}

/** A script or style as it may stand in HTML: nothing in it ends it, and its hash is that of its text. */
function inline(tag, attributes, text) {
  if (/<\/(script|style)|<!--|\r/i.test(text)) throw new Error(`a ${tag} cannot stand in HTML as it is`);
  return `<${tag}${attributes}>${text}</${tag}>`;
}

/** The page's script, and a line that says how it is started. */
function pageScript(name) {
  const text = read(name);
  if (/^import /m.test(text)) throw new Error(`${name} is made of several files`);
  const init = only(text, /export \{[^}]*?(\w+) as default[^}]*\}/);
  return `${text}\nglobalThis.driftglass = { starter: async () => ${init} };\n`;
}

/** The hosted page's policy, with hashes in place of the server's files and without any connection. */
function sealedPolicy(hosted, scripts, style) {
  const own = {
    "script-src": [...scripts.map(hashSource), "'wasm-unsafe-eval'"],
    "style-src": [hashSource(style)],
    "connect-src": ["'none'"],
  };
  const directives = hosted.split(";").map((directive) => {
    const [name, ...sources] = directive.trim().split(/\s+/);
    return { name, sources: own[name] ?? sources.filter((source) => source !== "'self'") };
  });
  const kept = directives.filter(({ sources }) => sources.length > 0);
  return kept.map(({ name, sources }) => [name, ...sources].join(" ")).join("; ");
}

function seal() {
  const hosted = read("index.html").replace(/<!--.*?-->\s*/gs, "");
  const links = [...hosted.matchAll(/<link [^>]*href="\.\/([^"]+\.css)"/g)];
  const style = links.map(([, name]) => read(name)).join("");
  const boot = read(only(hosted, /<script [^>]*src="\.\/(boot-[^"]+)"/));
  const starter = pageScript(only(hosted, /data-js="\.\/([^"]+)"/));
  const scripts = [starter, readFileSync(join(HERE, "sealed.js"), "utf8"), boot];
  const parts = ["data-wasm", "data-worker-js", "data-worker-wasm"].map((attribute) => {
    const name = only(hosted, new RegExp(`${attribute}="\\./([^"]+)"`));
    const packed = gzipSync(readFileSync(join(folder, name)), { level: 9 });
    return `<script type="text/plain" id="${name}">${packed.toString("base64")}</script>\n`;
  });
  const policy = only(hosted, /http-equiv="Content-Security-Policy" content="([^"]+)"/);
  const inHead = [
    inline("style", "", style),
    ...scripts.map((text) => inline("script", ' type="module"', text)),
  ];

  const changes = [
    [policy, sealedPolicy(policy, scripts, style)],
    [/ *<link [^>]*href="\.\/[^>]*>\n?/g, ""],
    [/ *<script[^>]* src=[^>]*><\/script>\n?/g, ""],
    [only(hosted, /(<p id="boot".*?<\/p>)/), `<p id="boot" role="status" data-remedy="${REMEDY}">${STARTING}</p>`],
    ["</head>", `${inHead.join("\n")}\n</head>`],
    ["</body>", `${parts.join("")}</body>`],
  ];
  // As functions, because texts put in may hold what `replace` reads as a pattern.
  const sealed = changes.reduce((text, [from, to]) => text.replace(from, () => to), hosted);
  const markup = sealed.replace(/<(script|style)[ >].*?<\/\1>/gs, "");
  if (/'self'|(src|href)="(?!data:)/.test(markup)) throw new Error("the file still names others");
  return sealed;
}

const sealed = seal();
writeFileSync(target, sealed);
writeFileSync(`${target}.sha256`, `${sha256(sealed, "hex")}  ${basename(target)}\n`);
