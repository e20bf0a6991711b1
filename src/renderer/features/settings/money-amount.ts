/** Why something typed is no amount of money; names a sentence of `money.json`. */
export type AmountProblem = "not-a-number" | "unclear" | "below-zero" | "zero" | "too-much";

export type AmountRules = {
	/** True: nothing is no answer. */
	readonly aboveZero: boolean;
	/** US dollars. */
	readonly max: number;
};

export type Amount =
	| { readonly kind: "empty" }
	| { readonly kind: "amount"; readonly usd: number }
	| { readonly kind: "problem"; readonly problem: AmountProblem };

const problem = (problem: AmountProblem): Amount => ({ kind: "problem", problem });

/**
 * Reads US dollars as people write them: with a comma or a point, with or without a dollar sign.
 * `1,000` and `1.000` are a thousand to some and one to others: neither is guessed at.
 */
export function readAmount(text: string, { aboveZero, max }: AmountRules): Amount {
	// Input methods write full-width digits and signs.
	const plain = text.normalize("NFKC").replace(/^\s*(?:US)?\$|\s+/gi, "");
	if (plain === "") return { kind: "empty" };
	if (/^[+-]?[1-9]\d{0,2}[.,]\d{3}$/.test(plain)) return problem("unclear");
	if (/[.,].*[.,]/.test(plain) && /^[+-]?[\d.,]+$/.test(plain)) return problem("unclear");
	if (!/^[+-]?(?:\d+[.,]?\d*|[.,]\d+)$/.test(plain)) return problem("not-a-number");
	const usd = Number(plain.replace(",", "."));
	if (usd < 0) return problem("below-zero");
	if (usd === 0 && aboveZero) return problem("zero");
	// -0 is written and read back otherwise.
	return usd > max ? problem("too-much") : { kind: "amount", usd: Math.abs(usd) };
}
