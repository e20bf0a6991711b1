import { systemClock } from "../../../../../src/main/foundation/clock.ts";
import { silentLog } from "../../../../../src/main/foundation/log.ts";
import { claimLibrary } from "../../../../../src/main/library/keeping/claim-library.ts";
import { ownLockSelf } from "../../../../../src/main/library/keeping/lock-standing.ts";
import { realDisk } from "../../../../../src/main/store/disk.ts";
import { createLibraryFolder } from "../../../../../src/main/store/library-folder.ts";

/** A process of its own that claims the library it is given and keeps it until it is killed. */
const folder = process.argv[2] ?? "";
const claim = await claimLibrary({
	place: createLibraryFolder(folder, realDisk),
	...{ disk: realDisk, clock: systemClock, log: silentLog, self: ownLockSelf() },
});
process.send?.(claim.kind);
setInterval(() => {}, 1_000);
