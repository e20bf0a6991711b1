import { BookmarkPlus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../kit/button.tsx";
import { IconButton } from "../../kit/icon-button.tsx";
import { Popover } from "../../kit/popover.tsx";
import { TextField } from "../../kit/text-field.tsx";
import { createCollection } from "../../state/collections-store.ts";
import { useLibrary } from "../../state/library-store.ts";
import { openTool, useFinding } from "./finding-store.ts";
import { queryChips } from "./query-chips.tsx";
import { type Names, useQueryNames } from "./query-names.ts";

/** Keeps what is looked for as a collection that fills itself. */
export function SaveTool() {
	const { t } = useTranslation("finding");
	const isOpen = useFinding((state) => state.open === "save");
	return (
		<Popover
			title={t("save.title")}
			open={isOpen}
			onOpenChange={(next) => openTool("save", next)}
			align="center"
			content={<SaveForm />}
		>
			<IconButton icon={BookmarkPlus} size="sm" label={t("save.name")} />
		</Popover>
	);
}

function SaveForm() {
	const { t } = useTranslation("finding");
	const query = useLibrary((state) => state.query);
	const names = useQueryNames();
	const [title, setTitle] = useState(() => titleOf(query, names));
	const save = async () => {
		const { stacked: _, ...kept } = query;
		if (title.trim() === "") return;
		if ((await createCollection(title.trim(), kept)) !== undefined) openTool("save", false);
	};
	return (
		<form
			className="flex w-72 gap-2"
			onSubmit={(event) => {
				event.preventDefault();
				void save();
			}}
		>
			<TextField
				autoFocus
				label={t("save.field")}
				value={title}
				maxLength={200}
				onChange={setTitle}
				className="min-w-0 flex-1"
			/>
			<Button submit look="primary" disabled={title.trim() === ""}>
				{t("save.do")}
			</Button>
		</form>
	);
}

function titleOf(query: Parameters<typeof queryChips>[0], names: Names): string {
	const chips = queryChips(query, names).map(({ label }) => label);
	return [query.filter.text, ...chips]
		.filter((part) => part !== "")
		.join(" · ")
		.slice(0, 200);
}
