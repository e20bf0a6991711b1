import { z } from "zod";

// Must be imported before anything that defines a schema: zod's probe for `new Function` would be
// reported as a breach of the page's policy.
z.config({ jitless: true });
