import { Search } from "lucide-react";
import { useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { TokenField } from "../../kit/token-field.tsx";
import { isActionEnabled, runAction, useAction } from "../../state/action-registry.ts";
import { useFacets } from "../../state/facets-store.ts";
import { searchLibrary, showQuery } from "../../state/library-showing.ts";
import { useLibrary } from "../../state/library-store.ts";
import { useSelection } from "../../state/selection-store.ts";
import { draftOf, readDraft, wordsOf } from "./find-draft.ts";
import { type FindSuggestion, findSuggestions, useTagsLike } from "./find-suggestions.tsx";
import { queryChips } from "./query-chips.tsx";
import { useQueryNames } from "./query-names.ts";

/** Words, and the chips they become; the gallery follows while it is typed. */
export function FindField({
	chipsIn,
	className,
}: {
	/** The line the chips stand in; null until it is there. */
	readonly chipsIn: HTMLElement | null;
	readonly className?: string;
}) {
	const { t, i18n } = useTranslation("finding");
	const query = useLibrary((state) => state.query);
	const names = useQueryNames();
	const facets = useFacets();
	const [draft, setDraft, noteSent] = useDraft(query.filter.text);
	const tags = useTagsLike(draft);
	const input = useRef<HTMLInputElement>(null);
	const isInSight = useSelection((state) => state.stage === "gallery");
	// biome-ignore lint/correctness/useExhaustiveDependencies: the words of chips follow the language.
	const chips = useMemo(() => queryChips(query, names), [query, names, i18n.language]);
	// biome-ignore lint/correctness/useExhaustiveDependencies: as above.
	const suggestions = useMemo(
		() => findSuggestions(draft, names, facets, tags),
		[draft, names, facets, tags, i18n.language],
	);

	useAction(
		"gallery.search",
		() => {
			input.current?.focus();
			input.current?.select();
		},
		isInSight,
	);
	const type = (typed: string, isDone = false) => {
		const read = readDraft(typed, query, { ...names, now: Date.now() }, isDone);
		setDraft(read.draft);
		const text = wordsOf(read.draft);
		noteSent(text);
		if (read.query === query) searchLibrary(text);
		else showQuery({ ...read.query, filter: { ...read.query.filter, text } });
	};

	return (
		<TokenField
			ref={input}
			className={className}
			label={t("field.name")}
			tokensLabel={t("field.chips")}
			placeholder={t("field.hint")}
			tokens={chips}
			tokensIn={chipsIn}
			removeLabel={({ label }) => t("field.remove", { label })}
			onRemove={({ id }) => {
				const chip = chips.find((one) => one.id === id);
				if (chip !== undefined) showQuery(chip.without);
			}}
			text={draft}
			maxLength={500}
			onText={(typed, isComposing) => (isComposing ? setDraft(typed) : type(typed))}
			suggestions={suggestions}
			onChoose={(chosen) => {
				const { start, insert, isWhole } = chosen as FindSuggestion;
				type(`${draft.slice(0, start)}${insert}`, isWhole);
			}}
			onEnter={() => type(draft, true)}
			onBlur={() => type(draft, true)}
			onEscape={() => {
				if (draft !== "") type("");
				else leaveFor(input.current);
				return true;
			}}
			lead={<Search aria-hidden size={14} strokeWidth={1.75} className="shrink-0 text-text-3" />}
		/>
	);
}

/** Back to the pictures; what narrows them stays. */
function leaveFor(field: HTMLInputElement | null): void {
	if (isActionEnabled("gallery.focus")) runAction("gallery.focus");
	else field?.blur();
}

/** What is in the field: what is typed, until somebody else changes the words. */
function useDraft(words: string) {
	const [draft, setDraft] = useState(() => draftOf(words));
	/** What was asked for from here and has not come round yet, the newest last. */
	const sent = useRef<string[]>([]);
	const seen = useRef(words);
	useEffect(() => {
		if (words === seen.current) return;
		seen.current = words;
		const at = sent.current.indexOf(words);
		sent.current = sent.current.slice(at + 1);
		if (at < 0) setDraft(draftOf(words));
	}, [words]);
	const ask = (text: string) => {
		if (sent.current.at(-1) !== text) sent.current.push(text);
	};
	return [draft, setDraft, ask] as const;
}
