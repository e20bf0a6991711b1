import { clsx } from "clsx";
import { ArrowDown, ArrowUp, GripVertical, X } from "lucide-react";
import { type DragEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { IconButton } from "../../kit/icon-button.tsx";
import {
	accountName,
	isSameTarget,
	lacksKey,
	type Target,
	type TargetName,
	targetName,
} from "../../state/targets.ts";
import { moveFallback, removeFallback } from "./fallback-order.ts";

/** So that nothing else in the window takes these rows for something of its own. */
const DRAG_TYPE = "application/x-seedcase-fallback";

/** The order itself: dragged, or moved by its buttons or Alt with an arrow key. */
export function FallbackList({
	order,
	targets,
	onChange,
}: {
	readonly order: readonly TargetName[];
	readonly targets: readonly Target[];
	readonly onChange: (order: readonly TargetName[]) => void;
}) {
	const { t } = useTranslation("fallback");
	const [dragged, setDragged] = useState<number>();
	const [over, setOver] = useState<number>();
	const [said, setSaid] = useState("");
	if (order.length === 0) return null;

	const move = (from: number, to: number, name: string) => {
		const next = moveFallback(order, from, to);
		if (next === order) return;
		onChange(next);
		setSaid(t("moved", { name, position: to + 1, count: order.length }));
	};
	const end = () => {
		setDragged(undefined);
		setOver(undefined);
	};
	return (
		<>
			<ol aria-label={t("list")} className="mb-2 flex flex-col gap-1">
				{order.map((name, at) => {
					const target = targets.find((one) => isSameTarget(targetName(one), name));
					const title = target?.capability.title ?? name.model;
					const full = target
						? `${title} · ${accountName(target.account, target.gateway)}`
						: `${title} · ${t("gone")}`;
					return (
						<li
							key={`${name.account}/${name.model}`}
							draggable
							onDragStart={(event) => {
								event.dataTransfer.setData(DRAG_TYPE, String(at));
								event.dataTransfer.effectAllowed = "move";
								setDragged(at);
							}}
							onDragEnd={end}
							onDragOver={(event) => {
								if (!takes(event)) return;
								event.preventDefault();
								setOver(at);
							}}
							onDrop={(event) => {
								if (!takes(event) || dragged === undefined) return;
								event.preventDefault();
								const from = order[dragged];
								const moved = targets.find((one) => from && isSameTarget(targetName(one), from));
								move(dragged, at, moved?.capability.title ?? from?.model ?? "");
								end();
							}}
							onKeyDown={(event) => {
								const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
								if (!event.altKey || step === undefined) return;
								event.preventDefault();
								move(at, at + step, full);
							}}
							className={clsx(
								"flex min-h-10 items-center gap-1 rounded-md border bg-surface-2 py-1 pr-1 pl-2 transition-colors",
								over === at && dragged !== at ? "border-accent" : "border-transparent",
								dragged === at && "opacity-50",
							)}
						>
							<GripVertical aria-hidden size={14} className="shrink-0 cursor-grab text-text-3" />
							<span className="nums w-4 shrink-0 text-center text-sm text-text-3">{at + 1}</span>
							<span className="min-w-0 flex-1 px-1">
								<span className="block truncate" title={full}>
									{full}
								</span>
								{target !== undefined && lacksKey(target) && (
									<span className="block text-sm text-warn">{t("needsKey")}</span>
								)}
							</span>
							<IconButton
								icon={ArrowUp}
								size="sm"
								label={t("up", { name: full })}
								disabled={at === 0}
								onClick={() => move(at, at - 1, full)}
							/>
							<IconButton
								icon={ArrowDown}
								size="sm"
								label={t("down", { name: full })}
								disabled={at === order.length - 1}
								onClick={() => move(at, at + 1, full)}
							/>
							<IconButton
								icon={X}
								size="sm"
								label={t("remove", { name: full })}
								onClick={() => onChange(removeFallback(order, at))}
							/>
						</li>
					);
				})}
			</ol>
			<p aria-live="polite" className="sr-only">
				{said}
			</p>
		</>
	);
}

function takes(event: DragEvent): boolean {
	return event.dataTransfer.types.includes(DRAG_TYPE);
}
