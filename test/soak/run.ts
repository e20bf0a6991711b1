import { soak } from "./soak.ts";

const USUAL_ROUNDS = 1_000;

/** `npm run soak [-- ROUNDS]`: kills the app at random moments and counts what is lost. */
const rounds = Number(process.argv[2] ?? USUAL_ROUNDS);
if (!Number.isInteger(rounds) || rounds < 1) {
	console.error("How many rounds? A whole number, such as `npm run soak -- 100`.");
	process.exit(1);
}
const result = await soak(rounds, {
	onRound: (round) => {
		if (round % 10 === 0) console.log(`${round} of ${rounds} rounds`);
	},
});
const { lost, doubleSent, halfWritten, states } = result;
for (const line of [...lost, ...doubleSent, ...halfWritten]) console.error(line);
const ends = Object.entries(states).map(([state, count]) => `${count} ${state}`);
console.log(`${result.jobs} jobs: ${ends.join(", ")}; ${result.saved} pictures saved.`);
console.log(
	`lost ${lost.length}, double-sent ${doubleSent.length}, half-written ${halfWritten.length}`,
);
process.exit(lost.length + doubleSent.length + halfWritten.length === 0 ? 0 : 1);
