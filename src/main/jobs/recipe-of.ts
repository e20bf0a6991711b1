import { RECIPE_VERSION, type Recipe } from "../../contract/library.ts";
import type { JournalJob, JournalOutput } from "../store/journal-repo.ts";

/**
 * The recipe as the job knows it now. The library keeps what it has recorded of saved pictures and
 * the designer's marks when it writes this over an older one.
 */
export function recipeOf(job: JournalJob): Recipe {
	return {
		version: RECIPE_VERSION,
		job: job.id,
		createdAt: job.createdAt,
		gateway: job.gateway,
		gatewayTitle: job.gatewayTitle,
		modelTitle: job.modelTitle,
		accountLabel: job.accountLabel,
		request: job.request,
		remoteId: job.remoteId,
		charged: job.charged,
		price: job.price,
		sentAt: job.sentAt,
		endedAt: job.endedAt,
		outputs: job.outputs.map(recipeOutput),
		marks: {},
	};
}

function recipeOutput(output: JournalOutput): Recipe["outputs"][number] {
	return {
		id: output.id,
		index: output.index,
		state: output.state === "fetching" ? "pending" : output.state,
		revisedPrompt: output.revisedPrompt,
		reason: output.error?.message,
	};
}
