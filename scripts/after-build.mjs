// Runs inside trunk after it built, on the folder that becomes dist.

import { listForOffline } from "./list-for-offline.mjs";
import { nameWorker } from "./name-worker.mjs";

const folder = process.env.TRUNK_STAGING_DIR;
nameWorker(folder);
// While one develops, nothing is kept: what was just built must be what is seen.
listForOffline(folder, { keep: process.env.TRUNK_PROFILE === "release" });
