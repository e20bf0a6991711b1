import { makeLargeLibrary } from "../bench/large-library.ts";

// Run by Electron's own Node: the index is SQLite's, which the tests' Node may not have.
const [folder = "", pictures = "0", real = "0"] = process.argv.slice(2);
await makeLargeLibrary(folder, { pictures: Number(pictures), real: Number(real) });
