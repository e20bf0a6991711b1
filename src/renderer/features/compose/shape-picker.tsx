import { Radio } from "@base-ui/react/radio";
import { RadioGroup } from "@base-ui/react/radio-group";
import { clsx } from "clsx";
import { useTranslation } from "react-i18next";
import type { Tier } from "../../../contract/capability.ts";
import type { SizeChoice } from "../../../contract/shape-choice.ts";
import { formatPixels } from "../../bridge/format.ts";
import { shapeBox } from "./shape-box.ts";

const AUTO = "auto";
const BOX_PX = 20;

/** The shapes of a tier as little rectangles of their proportions, the model's own choice first. */
export function ShapePicker({
	tier,
	choice,
	onChange,
}: {
	readonly tier: Tier;
	readonly choice: SizeChoice;
	readonly onChange: (choice: SizeChoice) => void;
}) {
	const { t } = useTranslation("compose");
	const value = choice.kind === "shape" ? choice.shape.ratio : AUTO;
	return (
		<RadioGroup
			aria-label={t("size.shapes")}
			value={value}
			onValueChange={(ratio: string) => {
				const shape = tier.shapes.find((one) => one.ratio === ratio);
				onChange(shape === undefined ? { kind: "auto", tier } : { kind: "shape", tier, shape });
			}}
			className="mt-2 grid grid-cols-[repeat(auto-fill,minmax(52px,1fr))] gap-1"
		>
			<ShapeTile value={AUTO} name={t("size.autoNamed")} label={t("size.auto")}>
				<span
					className="border border-dashed border-current"
					style={{ width: BOX_PX - 4, height: BOX_PX - 4 }}
				/>
			</ShapeTile>
			{tier.shapes.map(({ ratio, width, height }) => (
				<ShapeTile
					key={ratio}
					value={ratio}
					label={ratio}
					name={t("size.shapeNamed", { ratio, pixels: formatPixels(width, height) })}
				>
					<span className="border border-current" style={shapeBox(width, height, BOX_PX)} />
				</ShapeTile>
			))}
		</RadioGroup>
	);
}

function ShapeTile({
	value,
	name,
	label,
	children,
}: {
	readonly value: string;
	/** For screen readers: shape and pixels. */
	readonly name: string;
	readonly label: string;
	readonly children: React.ReactNode;
}) {
	return (
		<Radio.Root
			value={value}
			aria-label={name}
			className={clsx(
				"flex h-12 min-w-0 flex-col items-center justify-between rounded-md border border-transparent pt-1.5 pb-0.5 text-text-2 transition-colors",
				"hover:bg-surface-2 hover:text-text data-checked:border-accent data-checked:bg-accent-soft data-checked:text-text",
			)}
		>
			<span aria-hidden className="flex h-5 items-center justify-center">
				{children}
			</span>
			<span aria-hidden className="nums truncate text-xs">
				{label}
			</span>
		</Radio.Root>
	);
}
