import { useState } from "react";
import { TextField } from "../../kit/text-field.tsx";

/** A name being written in its place: Enter or leaving keeps it, Escape does not. */
export function NameField({
	label,
	initial,
	onDone,
}: {
	readonly label: string;
	readonly initial: string;
	/** Undefined: it is to stay as it was. */
	readonly onDone: (name: string | undefined) => void;
}) {
	const [name, setName] = useState(initial);
	const keep = () => {
		const said = name.trim();
		onDone(said === "" || said === initial ? undefined : said);
	};
	return (
		<TextField
			compact
			autoFocus
			label={label}
			value={name}
			maxLength={200}
			onChange={setName}
			onBlur={keep}
			onKeyDown={(event) => {
				if (event.nativeEvent.isComposing || event.keyCode === 229) return;
				if (event.key !== "Enter" && event.key !== "Escape") return;
				event.preventDefault();
				event.stopPropagation();
				if (event.key === "Enter") keep();
				else onDone(undefined);
			}}
		/>
	);
}
