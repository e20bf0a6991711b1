import { expect } from "@playwright/test";
import { BUCKET, type S3Server, startS3 } from "../contract/references/s3-server.ts";
import { studioTest as test } from "./studio.ts";

let s3: S3Server;
test.beforeAll(async () => {
	s3 = await startS3();
});
test.afterAll(() => s3.close());

test("a bucket is added, tested against its server, chosen and removed", async ({ studio }) => {
	const { page, ask } = studio;
	await page.getByRole("button", { name: "Settings", exact: true }).click();
	const sheet = page.getByRole("dialog", { name: "Settings" });
	await expect(sheet.getByRole("radio", { name: /Nowhere/ })).toBeChecked();
	// The mirror has such a button too.
	await sheet.locator("#settings-hosts").getByRole("button", { name: "Add bucket" }).click();

	const form = page.getByRole("dialog", { name: "Add bucket" });
	await form.getByRole("button", { name: "Test" }).click();
	await expect(form.getByText("Enter the name of the bucket.")).toBeVisible();
	await form.getByLabel("Address", { exact: true }).fill(s3.endpoint);
	await form.getByLabel("Bucket", { exact: true }).fill("not-there");
	await form.getByLabel("Region").fill("eu-central-1");
	await form.getByLabel("Access key ID").fill("S3RVER");
	await form.getByLabel("Secret access key").fill("S3RVER");
	await form.getByRole("button", { name: "Test" }).click();
	await expect(form.getByText(/has no bucket named not-there/)).toBeVisible();
	await form.getByLabel("Bucket", { exact: true }).fill(BUCKET);
	await form.getByRole("button", { name: "Test" }).click();
	await expect(form.getByText(/It works: a small picture was put there/)).toBeVisible();
	await expect(form.getByText(/inside your own network/)).toBeVisible();
	expect(await s3.objects()).toEqual([]);
	await form.getByRole("button", { name: "Save" }).click();

	await expect(sheet.getByRole("radio", { name: BUCKET })).toBeChecked();
	const [host] = await ask<{ id: string }[]>("hosts.list");
	expect(JSON.stringify(host)).not.toContain("secret");
	await expect
		.poll(() => ask("settings.get"))
		.toMatchObject({ referenceHost: { kind: "bucket", host: host?.id }, removePlaced: true });
	await sheet.getByRole("switch", { name: /Remove pictures afterwards/ }).click();
	await expect.poll(() => ask("settings.get")).toMatchObject({ removePlaced: false });

	await sheet.getByRole("button", { name: `Edit ${BUCKET}` }).click();
	const edit = page.getByRole("dialog", { name: "Edit bucket" });
	await edit.getByRole("button", { name: "Remove bucket" }).click();
	await page.getByRole("button", { name: "Remove", exact: true }).click();
	await expect(sheet.getByRole("radio", { name: /Nowhere/ })).toBeChecked();
	expect(await ask("hosts.list")).toEqual([]);
});
