declare module "@20minutes/s3rver" {
	import type { IncomingMessage, ServerResponse } from "node:http";

	/** What these tests use of it; the package has no types of its own. */
	class S3rver {
		constructor(options: {
			readonly silent: boolean;
			readonly directory: string;
			readonly configureBuckets: readonly { readonly name: string }[];
		});
		configureBuckets(): Promise<unknown>;
		getMiddleware(): (request: IncomingMessage, response: ServerResponse) => void;
	}
	export = S3rver;
}
