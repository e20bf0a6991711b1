import { enableCompileCache } from "node:module";
import { join } from "node:path";
import { app } from "electron";

// Compiling everything else anew took a tenth of a second of every start (measured, bundle of 1.4 MB).
enableCompileCache(join(app.getPath("userData"), "compiled"));
// Awaited: Electron is not ready before this file has ended, and schemes must be registered by then.
const { startApp } = await import("./shell/start-app.ts");
startApp();
