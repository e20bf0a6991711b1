import { clsx } from "clsx";
import { AtSign } from "lucide-react";
import { type KeyboardEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Failure } from "../../../contract/errors.ts";
import type { ReferenceId } from "../../../contract/ids.ts";
import { type ReferenceRole, referenceRoles } from "../../../contract/references.ts";
import { failureOf } from "../../bridge/client.ts";
import { failureText } from "../../bridge/error-text.ts";
import { Button } from "../../kit/button.tsx";
import { Field } from "../../kit/field.tsx";
import { Select } from "../../kit/select.tsx";
import { TextField } from "../../kit/text-field.tsx";
import { saveOnShelf, shelfEntryOf, takeOffShelf, useShelf } from "../../state/shelf-store.ts";
import { isShelfName, roleKey, suggestedName, typedName } from "./reference-name.ts";

/** What a picture is called and what it is for; kept on the shelf for every board and prompt. */
export function ReferenceNameForm({
	reference,
	file,
	className,
	onClose,
}: {
	readonly reference: ReferenceId;
	/** The file's name, to suggest one from. */
	readonly file: string;
	readonly className?: string;
	readonly onClose: () => void;
}) {
	const { t } = useTranslation("compose");
	const entries = useShelf((state) => state.entries);
	const entry = shelfEntryOf(entries, reference);
	const others = entries.filter((one) => one !== entry).map(({ name }) => name);
	const [name, setName] = useState(() => entry?.name ?? suggestedName(file, others));
	const [role, setRole] = useState<ReferenceRole | "none">(entry?.role ?? "none");
	const [failure, setFailure] = useState<Failure>();
	const [busy, setBusy] = useState(false);

	const attempt = async (action: () => Promise<void>) => {
		setBusy(true);
		try {
			await action();
			onClose();
		} catch (thrown) {
			setFailure(failureOf(thrown));
			setBusy(false);
		}
	};
	const save = () => {
		if (!isShelfName(name) || busy) return;
		void attempt(() => saveOnShelf({ reference, name, role: role === "none" ? undefined : role }));
	};
	const onKeyDown = (event: KeyboardEvent) => {
		if (event.key !== "Escape" || event.nativeEvent.isComposing) return;
		event.preventDefault();
		event.stopPropagation();
		onClose();
	};
	const roles = [
		{ value: "none" as const, label: t("roles.none") },
		...referenceRoles.map((one) => ({ value: one, label: t(roleKey(one)) })),
	];
	return (
		<form
			noValidate
			aria-label={t("references.nameAndRole")}
			className={clsx("flex flex-col gap-2", className)}
			onSubmit={(event) => {
				event.preventDefault();
				save();
			}}
		>
			<div className="grid grid-cols-[minmax(0,3fr)_minmax(0,2fr)] gap-2">
				<Field
					label={t("names.name")}
					problem={
						failure !== undefined
							? failureText(failure)
							: name === ""
								? t("names.empty")
								: undefined
					}
				>
					<TextField
						autoFocus
						value={name}
						lead={<AtSign aria-hidden size={14} />}
						maxLength={40}
						onChange={(text) => {
							setFailure(undefined);
							setName(typedName(text));
						}}
						onKeyDown={onKeyDown}
					/>
				</Field>
				<Field label={t("names.role")} buttonLike>
					<Select value={role} onChange={setRole} options={roles} />
				</Field>
			</div>
			<div className="flex flex-wrap justify-end gap-2">
				{entry !== undefined && (
					<Button
						size="sm"
						look="quiet"
						className="mr-auto"
						onClick={() => void attempt(() => takeOffShelf(reference))}
					>
						{t("names.remove")}
					</Button>
				)}
				<Button size="sm" look="quiet" onClick={onClose}>
					{t("references.cancel")}
				</Button>
				<Button size="sm" submit disabled={!isShelfName(name) || busy}>
					{t("names.save")}
				</Button>
			</div>
		</form>
	);
}
