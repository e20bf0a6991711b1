import { clsx } from "clsx";
import { X } from "lucide-react";
import type { KeyboardEvent, ReactNode, RefObject } from "react";

export type Token = {
	readonly id: string;
	/** Its words, for screen readers and where there is no face. */
	readonly label: string;
	/** Drawn in place of the words, such as a quiet key before a value. */
	readonly face?: ReactNode;
	/** Not all of what is spoken of has it. */
	readonly faint?: boolean;
};

/** The pieces that stand in a field before what is typed. A press takes one out; arrows walk through them. */
export function TokenList({
	tokens,
	name,
	removeLabel,
	onRemove,
	list,
	input,
}: {
	readonly tokens: readonly Token[];
	readonly name: string;
	/** Such as "Remove Tag: neon". */
	readonly removeLabel: (token: Token) => string;
	readonly onRemove: (token: Token) => void;
	readonly list: RefObject<HTMLUListElement | null>;
	/** Where the keyboard goes behind the last one. */
	readonly input: RefObject<HTMLInputElement | null>;
}) {
	if (tokens.length === 0) return null;
	const onKeyDown = (event: KeyboardEvent, at: number) => {
		const moves: Record<string, number> = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0 };
		if (event.key === "End") event.preventDefault();
		if (event.key === "End") return input.current?.focus();
		if (event.key === "Backspace" || event.key === "Delete") {
			event.preventDefault();
			const token = tokens[at];
			if (token !== undefined) onRemove(token);
			// The one before it is still there; without one the typing goes on.
			return at === 0 ? input.current?.focus() : focusToken(list, at - 1);
		}
		const next = moves[event.key];
		if (next === undefined) return;
		event.preventDefault();
		event.stopPropagation();
		if (next >= tokens.length) input.current?.focus();
		else focusToken(list, Math.max(0, next));
	};
	return (
		<ul ref={list} aria-label={name} className="contents">
			{tokens.map((token, at) => (
				<li key={token.id} className="flex max-w-full min-w-0">
					<button
						type="button"
						tabIndex={-1}
						title={removeLabel(token)}
						onKeyDown={(event) => onKeyDown(event, at)}
						onClick={() => {
							onRemove(token);
							input.current?.focus();
						}}
						className={clsx(
							"flex h-5 max-w-52 min-w-0 items-center gap-1 rounded-md bg-surface-2 pr-1 pl-1.5 text-sm transition-colors hover:bg-surface-3",
							token.faint === true ? "text-text-2 italic" : "text-text",
						)}
					>
						<span className="flex min-w-0 items-center gap-1 truncate">
							{token.face ?? <span className="truncate">{token.label}</span>}
						</span>
						<X aria-hidden size={12} strokeWidth={1.75} className="shrink-0 text-text-3" />
					</button>
				</li>
			))}
		</ul>
	);
}

/** Gives the keyboard to the token at a place, from 0. @returns false when there is none */
export function focusToken(list: RefObject<HTMLUListElement | null>, at: number): boolean {
	const button = list.current?.querySelectorAll<HTMLElement>("button").item(at);
	button?.focus();
	return button !== undefined && button !== null;
}
