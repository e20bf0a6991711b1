import type { Migration } from "./migrate.ts";
import { index0001 } from "./migrations/index-0001.ts";
import { index0002 } from "./migrations/index-0002.ts";
import { index0003 } from "./migrations/index-0003.ts";

/** The shape of `index.db`, step by step. */
export const indexMigrations: readonly Migration[] = [index0001, index0002, index0003];
