import { Radio } from "@base-ui/react/radio";
import { RadioGroup } from "@base-ui/react/radio-group";
import { clsx } from "clsx";
import { useTranslation } from "react-i18next";
import type { Capability, Tier } from "../../../contract/capability.ts";
import { type SizeChoice, shapeMayStayOpen } from "../../../contract/shape-choice.ts";
import { formatPixels } from "../../bridge/format.ts";
import { shapeBox } from "./shape-box.ts";

const AUTO = "auto";
const BOX_PX = 20;

/**
 * The shapes of a tier as little rectangles of their proportions, the shape left open first, where
 * that can be.
 */
export function ShapePicker({
	tier,
	choice,
	capability: { size },
	references,
	onChange,
}: {
	readonly tier: Tier;
	readonly choice: SizeChoice;
	readonly capability: Capability;
	/** How many the request has: the first may give the shape. */
	readonly references: number;
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
			{size.auto !== "never" && (
				<ShapeTile
					value={AUTO}
					wide
					disabled={!shapeMayStayOpen({ size }, references)}
					{...autoWords()}
				>
					<span
						className="border border-dashed border-current"
						style={{ width: BOX_PX - 4, height: BOX_PX - 4 }}
					/>
				</ShapeTile>
			)}
			{tier.shapes.map(({ ratio, width, height }) => (
				<ShapeTile
					key={ratio}
					value={ratio}
					label={ratio}
					name={t(size.shapesBy === "ratio" ? "size.shapeAbout" : "size.shapeNamed", {
						ratio,
						pixels: formatPixels(width, height),
					})}
				>
					<span className="border border-current" style={shapeBox(width, height, BOX_PX)} />
				</ShapeTile>
			))}
		</RadioGroup>
	);

	function autoWords(): { readonly label: string; readonly name: string } {
		if (size.auto === "always") return { label: t("size.autoAlways"), name: t("size.autoNamed") };
		const name = references === 0 ? "size.autoFirstMissing" : "size.autoFirstNamed";
		return { label: t("size.autoFirst"), name: t(name) };
	}
}

function ShapeTile({
	value,
	name,
	label,
	wide = false,
	disabled = false,
	children,
}: {
	readonly value: string;
	/** For screen readers: shape and pixels. */
	readonly name: string;
	readonly label: string;
	/** Words instead of a ratio. */
	readonly wide?: boolean;
	readonly disabled?: boolean;
	readonly children: React.ReactNode;
}) {
	return (
		<Radio.Root
			value={value}
			aria-label={name}
			disabled={disabled}
			className={clsx(
				wide && "col-span-2",
				"flex h-12 min-w-0 flex-col items-center justify-between rounded-md border border-transparent pt-1.5 pb-0.5 text-text-2 transition-colors",
				"hover:not-data-disabled:bg-surface-2 hover:not-data-disabled:text-text data-disabled:text-text-3 data-checked:border-accent data-checked:bg-accent-soft data-checked:text-text",
			)}
		>
			<span aria-hidden className="flex h-5 items-center justify-center">
				{children}
			</span>
			<span aria-hidden className="nums max-w-full truncate px-1 text-xs">
				{label}
			</span>
		</Radio.Root>
	);
}
