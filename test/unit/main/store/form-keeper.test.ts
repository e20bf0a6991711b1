import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { v7 } from "uuid";
import { describe, expect, test } from "vitest";
import { AccountId, ReferenceId } from "../../../../src/contract/ids.ts";
import { KeptForm } from "../../../../src/contract/kept-form.ts";
import { silentLog } from "../../../../src/main/foundation/log.ts";
import type { Disk } from "../../../../src/main/store/disk.ts";
import { createFormKeeper } from "../../../../src/main/store/form-keeper.ts";
import { standingClock, temporaryFolder } from "../library/test-library.ts";
import { fullDisk, systemError, watchedDisk } from "./failing-disk.ts";

const account = AccountId.parse(v7());
const id = ReferenceId.parse("ab".repeat(32));

function form(prompt: string, more: Partial<KeptForm> = {}): KeptForm {
	const shape = { width: 320, height: 240, bytes: 9_000, format: "png" };
	return KeptForm.parse({
		draft: {
			...{ account, model: "seedream-4-0", prompt, mode: "set", count: 0, extras: { seed: 7 } },
			wording: [
				{ kind: "text", text: "Drape " },
				{ kind: "mention", reference: id, name: "围巾" },
			],
			references: [
				{ kind: "picture", id, name: "scarf.png", ...shape },
				{ kind: "link", url: "https://example.com/a.png" },
			],
			size: { kind: "pixels", width: 0, height: 1_024 },
			recipeOrder: [id],
		},
		filled: false,
		compared: [{ account, model: "seedream-4-5" }],
		...more,
	});
}

async function rig() {
	const at = await temporaryFolder();
	const keeper = (library = "/pictures/Seedcase", disk?: Disk) =>
		createFormKeeper({
			...{ dataFolder: at.path, library, log: silentLog, clock: standingClock(100) },
			...(disk !== undefined && { disk }),
		});
	const files = async () => (await readdir(join(at.path, "forms"))).sort();
	const only = async () => {
		const [name = ""] = await files();
		return join(at.path, "forms", name);
	};
	return { ...at, keeper, files, only };
}

describe("the form in the app's own data", () => {
	test("comes back as it was, chips and half typed numbers too, and the last word wins", async () => {
		await using at = await rig();
		const first = at.keeper();
		expect(await first.get()).toBeNull();
		const last = form("last", { aside: form("my own").draft, filled: true });
		await Promise.all([first.save(form("first")), first.save(last)]);
		expect(await at.keeper().get()).toEqual({ form: last, keptAt: 100 });
		expect(await at.files()).toHaveLength(1);
	});

	test("is another one for every library, and goes along when one moves", async () => {
		await using at = await rig();
		const here = at.keeper("/here");
		await here.save(form("here"));
		await at.keeper("/there").save(form("there"));
		await here.follow("/moved");
		await here.save(form("here, later"));
		expect(await at.keeper("/here").get()).toBeNull();
		expect((await at.keeper("/there").get())?.form.draft.prompt).toBe("there");
		expect((await at.keeper("/moved").get())?.form.draft.prompt).toBe("here, later");
	});

	test("of an app that only reads the library is its own", async () => {
		await using one = await rig();
		await using two = await rig();
		await one.keeper().save(form("the writer's"));
		expect(await two.keeper().get()).toBeNull();
		await two.keeper().save(form("the reader's"));
		expect((await one.keeper().get())?.form.draft.prompt).toBe("the writer's");
	});

	test.each([
		["cut off", (text: string) => text.slice(0, -40), "form-damaged", "damaged-100"],
		["empty", () => "", "form-damaged", "damaged-100"],
		["of strange values", () => '{"version":1,"form":{"draft":[]}}', "form-damaged", "damaged-100"],
		["far too large", () => `"${"a".repeat(17 * 1024 * 1024)}"`, "form-damaged", "damaged-100"],
		["of a newer version", () => '{"version":2,"form":"?"}', "form-newer", "newer-100"],
	])("is set aside once and said when its file is %s", async (_, change, reason, ending) => {
		await using at = await rig();
		await at.keeper().save(form("a long prompt"));
		const path = await at.only();
		const changed = change(await readFile(path, "utf8"));
		await writeFile(path, changed);
		const aside = path.replace(/json$/, `${ending}.json`);
		const next = at.keeper();
		await expect(next.get()).rejects.toMatchObject({ reason, failure: { facts: { file: aside } } });
		expect(await next.get()).toBeNull();
		await next.save(form("again"));
		expect((await at.keeper().get())?.form.draft.prompt).toBe("again");
		expect(await readFile(aside, "utf8")).toBe(changed);
	});

	test("that nobody asked for is set aside too before another takes its place", async () => {
		await using at = await rig();
		await at.keeper().save(form("a long prompt"));
		await writeFile(await at.only(), "{");
		await at.keeper().save(form("again"));
		expect(await at.files()).toHaveLength(2);
	});

	test("that the disk does not give is not written over", async () => {
		await using at = await rig();
		await at.keeper().save(form("a long prompt"));
		const path = await at.only();
		const kept = await readFile(path, "utf8");
		await writeFile(path, "{");
		const stuck = at.keeper(
			"/pictures/Seedcase",
			watchedDisk((operation) => {
				if (operation === "replace") throw systemError("ENOSPC");
			}),
		);
		await expect(stuck.save(form("again"))).rejects.toMatchObject({ reason: "disk-full" });
		expect(await readFile(path, "utf8")).toBe("{");
		await writeFile(path, kept);
		expect((await stuck.get())?.form.draft.prompt).toBe("a long prompt");
	});

	test("on a full disk stays what it was", async () => {
		await using at = await rig();
		await at.keeper().save(form("kept"));
		const full = at.keeper("/pictures/Seedcase", fullDisk(0));
		await expect(full.save(form("lost"))).rejects.toMatchObject({ reason: "disk-full" });
		expect((await full.get())?.form.draft.prompt).toBe("kept");
	});

	test("is kept at once when the app is closed already", async () => {
		await using at = await rig();
		const keeper = at.keeper();
		await keeper.get();
		void keeper.save(form("on its way"));
		await keeper.close();
		void keeper.save(form("the last word"));
		const { form: found } = JSON.parse(await readFile(await at.only(), "utf8"));
		expect(found.draft.prompt).toBe("the last word");
	});

	test("where a folder lies in its place is an error, and no crash", async () => {
		await using at = await rig();
		await at.keeper().save(form("kept"));
		const path = await at.only();
		await using other = await rig();
		await mkdir(join(other.path, "forms", basename(path)), { recursive: true });
		await expect(other.keeper().get()).rejects.toMatchObject({ reason: "storage-failed" });
	});
});
