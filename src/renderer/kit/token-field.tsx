import { clsx } from "clsx";
import { type KeyboardEvent, type ReactNode, type Ref, useId, useRef, useState } from "react";
import { createPortal } from "react-dom";
import { controlLook } from "./control-look.ts";
import { SuggestionList } from "./suggestion-list.tsx";
import { focusToken, type Token, TokenList } from "./token-list.tsx";

export type Suggestion = {
	readonly id: string;
	readonly label: string;
	/** Drawn in place of the label. */
	readonly face?: ReactNode;
	/** At the end of the line, such as a count. */
	readonly detail?: string;
};

/**
 * One line to type into, with what was made of it before: words become tokens. Suggestions open
 * below while there are any; an input method may compose in peace.
 */
export function TokenField({
	label,
	tokensLabel,
	tokens,
	tokensIn,
	removeLabel,
	onRemove,
	text,
	onText,
	suggestions,
	onChoose,
	onEnter,
	onEscape,
	onBlur,
	placeholder,
	maxLength,
	lead,
	disabled = false,
	ref,
	className,
}: {
	readonly label: string;
	/** Name of the list of tokens. */
	readonly tokensLabel: string;
	readonly tokens: readonly Token[];
	/** Where the tokens stand instead of in the field, for a field with little room; null until it is there. */
	readonly tokensIn?: HTMLElement | null;
	readonly removeLabel: (token: Token) => string;
	readonly onRemove: (token: Token) => void;
	readonly text: string;
	/** `isComposing`: an input method is still at it, and what stands there must stay. */
	readonly onText: (text: string, isComposing: boolean) => void;
	readonly suggestions: readonly Suggestion[];
	readonly onChoose: (suggestion: Suggestion) => void;
	/** Enter while no suggestion is marked. */
	readonly onEnter?: () => void;
	/** Escape while no suggestion is marked. @returns true when it was of use */
	readonly onEscape?: () => boolean;
	readonly onBlur?: () => void;
	readonly placeholder?: string;
	readonly maxLength?: number;
	readonly lead?: ReactNode;
	readonly disabled?: boolean;
	readonly ref?: Ref<HTMLInputElement>;
	readonly className?: string;
}) {
	const id = useId();
	const input = useRef<HTMLInputElement>(null);
	const list = useRef<HTMLUListElement>(null);
	const box = useRef<HTMLDivElement>(null);
	const [isOpen, setOpen] = useState(false);
	const [marked, setMarked] = useState(-1);
	const shows = isOpen && suggestions.length > 0;
	const active = shows ? suggestions[marked] : undefined;

	const choose = (suggestion: Suggestion) => {
		setMarked(-1);
		onChoose(suggestion);
		input.current?.focus();
	};
	const step = (by: number) => {
		setOpen(true);
		// From the field itself, which is place -1, to the first or the last, and round again.
		const places = suggestions.length + 1;
		setMarked((now) => ((now + 1 + by + places) % places) - 1);
	};
	const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
		// 229: what some input methods send instead of saying that they are composing.
		if (event.nativeEvent.isComposing || event.keyCode === 229) return;
		const { selectionStart, selectionEnd } = event.currentTarget;
		const isAtStart = selectionStart === 0 && selectionEnd === 0;
		const last = tokens.at(-1);
		if (event.key === "ArrowDown" || event.key === "ArrowUp") {
			if (suggestions.length === 0) return;
			event.preventDefault();
			step(event.key === "ArrowDown" ? 1 : -1);
		} else if (event.key === "Enter") {
			if (active === undefined && onEnter === undefined) return;
			event.preventDefault();
			if (active !== undefined) choose(active);
			else onEnter?.();
		} else if (event.key === "Escape") {
			// Suggestions nobody has gone into are no step of their own.
			const isOfUse = active === undefined && onEscape?.() === true;
			setOpen(false);
			setMarked(-1);
			if (shows || isOfUse) {
				event.preventDefault();
				event.stopPropagation();
			}
		} else if (event.key === "Backspace" && isAtStart && last !== undefined) {
			event.preventDefault();
			onRemove(last);
		} else if (event.key === "ArrowLeft" && isAtStart && last !== undefined) {
			event.preventDefault();
			focusToken(list, tokens.length - 1);
		}
	};

	const tokenList = (
		<TokenList
			tokens={tokens}
			name={tokensLabel}
			removeLabel={removeLabel}
			onRemove={onRemove}
			list={list}
			input={input}
		/>
	);
	return (
		<div
			ref={box}
			className={clsx(
				controlLook,
				"flex min-h-7 flex-wrap items-center gap-1 px-2 py-0.5",
				"has-[input:focus-visible]:outline-2 has-[input:focus-visible]:-outline-offset-1 has-[input:focus-visible]:outline-accent",
				className,
			)}
			onPointerDown={(event) => {
				if (event.target !== event.currentTarget) return;
				event.preventDefault();
				input.current?.focus();
			}}
		>
			{lead}
			{tokensIn === undefined && tokenList}
			{tokensIn && createPortal(tokenList, tokensIn)}
			<input
				ref={(element) => {
					input.current = element;
					if (typeof ref === "function") ref(element);
					else if (ref) ref.current = element;
				}}
				type="text"
				role="combobox"
				aria-label={label}
				aria-autocomplete="list"
				aria-expanded={shows}
				aria-controls={shows ? `${id}-list` : undefined}
				aria-activedescendant={active === undefined ? undefined : `${id}-${active.id}`}
				value={text}
				maxLength={maxLength}
				disabled={disabled}
				placeholder={tokens.length === 0 || tokensIn !== undefined ? placeholder : undefined}
				spellCheck={false}
				autoComplete="off"
				onChange={(event) => {
					setOpen(true);
					setMarked(-1);
					onText(event.target.value, (event.nativeEvent as InputEvent).isComposing);
				}}
				onCompositionEnd={(event) => onText(event.currentTarget.value, false)}
				onKeyDown={onKeyDown}
				onBlur={() => {
					setOpen(false);
					setMarked(-1);
					onBlur?.();
				}}
				className="h-5 min-w-16 flex-1 bg-transparent text-sm text-ellipsis outline-none placeholder:text-text-3"
			/>
			{shows && (
				<SuggestionList
					id={id}
					label={label}
					anchor={box}
					suggestions={suggestions}
					marked={active?.id}
					onChoose={choose}
				/>
			)}
		</div>
	);
}
