import type { Swatch } from "../../../contract/collections.ts";

/** Its name with its digits, or those alone. */
export function swatchName({ name, hex }: Swatch): string {
	return name === "" ? hex : `${name} ${hex}`;
}
