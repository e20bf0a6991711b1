import { clsx } from "clsx";
import { Pencil } from "lucide-react";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { writtenPrompt } from "../../../contract/prompt-chips.ts";
import type { SetDetail } from "../../../contract/sets.ts";
import { arrangeSet } from "../../state/set-store.ts";

/** Longest title (`SetChange`). */
const MAX_TITLE = 200;

/** The set's title, changed in place. */
export function SetTitle({ detail }: { readonly detail: SetDetail }) {
	const { t } = useTranslation("sets");
	const [isWriting, setWriting] = useState(false);
	if (isWriting) return <TitleField title={detail.title} onEnd={() => setWriting(false)} />;
	return (
		<h2 className="min-w-0">
			<button
				type="button"
				title={t("title.edit")}
				onClick={() => setWriting(true)}
				className="group flex h-7 max-w-full items-center gap-1 rounded-md px-1 text-left font-semibold hover:bg-surface-2"
			>
				<span className={clsx("truncate", detail.title === "" && "font-normal text-text-2")}>
					{detail.title || firstLine(writtenPrompt(detail.request)) || t("title.none")}
				</span>
				<Pencil
					aria-hidden
					size={12}
					className="shrink-0 text-text-3 opacity-0 group-hover:opacity-100 group-focus-visible:opacity-100"
				/>
			</button>
		</h2>
	);
}

/** Until it has a title, a set is known by what was asked for. */
function firstLine(prompt: string): string {
	return prompt.trim().split("\n")[0]?.slice(0, MAX_TITLE) ?? "";
}

function TitleField({ title, onEnd }: { readonly title: string; readonly onEnd: () => void }) {
	const { t } = useTranslation("sets");
	const [text, setText] = useState(title);
	const field = useRef<HTMLInputElement>(null);
	const isOver = useRef(false);
	useEffect(() => {
		field.current?.focus();
		field.current?.select();
	}, []);
	const end = (keeps: boolean) => {
		if (isOver.current) return;
		isOver.current = true;
		const next = text.trim();
		if (keeps && next !== title) void arrangeSet({ title: next });
		onEnd();
	};
	const onKeyDown = (event: KeyboardEvent) => {
		// Both belong to the input method while it is composing.
		if (event.nativeEvent.isComposing || event.keyCode === 229) return;
		if (event.key !== "Escape" && event.key !== "Enter") return;
		event.preventDefault();
		event.stopPropagation();
		end(event.key === "Enter");
	};
	return (
		<input
			ref={field}
			aria-label={t("title.label")}
			value={text}
			maxLength={MAX_TITLE}
			onChange={(event) => setText(event.target.value)}
			onKeyDown={onKeyDown}
			onBlur={() => end(true)}
			className="h-7 min-w-0 flex-1 rounded-md border border-edge bg-field px-1 font-semibold text-text outline-none focus-visible:outline-2 focus-visible:-outline-offset-1"
		/>
	);
}
