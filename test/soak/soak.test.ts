import { expect, test } from "vitest";
import { soak } from "./soak.ts";

const ROUNDS = 10;

test("ten kills at random moments lose no paid picture, send nothing twice and leave no half file", {
	timeout: 240_000,
}, async () => {
	const result = await soak(ROUNDS);
	expect(result).toMatchObject({ lost: [], doubleSent: [], halfWritten: [] });
	expect(result.saved).toBeGreaterThan(0);
});
