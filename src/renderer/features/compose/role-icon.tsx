import { Focus, LayoutTemplate, type LucideIcon, Package, Palette, UserRound } from "lucide-react";
import type { ReferenceRole } from "../../../contract/references.ts";

const icons: Readonly<Record<ReferenceRole, LucideIcon>> = {
	subject: Focus,
	style: Palette,
	product: Package,
	character: UserRound,
	layout: LayoutTemplate,
};

/** What a reference is for, as a sign; its word stands beside it or in the tooltip. */
export function RoleIcon({ role }: { readonly role: ReferenceRole }) {
	const Icon = icons[role];
	return <Icon aria-hidden size={11} strokeWidth={2} className="shrink-0 text-text-3" />;
}
