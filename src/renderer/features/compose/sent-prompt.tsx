import { Collapsible } from "@base-ui/react/collapsible";
import { Check, ChevronRight, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { copyText } from "../../bridge/copy-text.ts";
import { IconButton } from "../../kit/icon-button.tsx";
import type { Draft } from "../../state/draft.ts";

const COPIED_MS = 1_500;

/** The prompt exactly as the gateway gets it; there is nothing to show while it has no chips. */
export function SentPrompt({ draft: { wording, prompt } }: { readonly draft: Draft }) {
	const { t } = useTranslation("compose");
	const [open, setOpen] = useState(false);
	const [isCopied, setCopied] = useState(false);
	useEffect(() => {
		if (!isCopied) return;
		const timer = setTimeout(() => setCopied(false), COPIED_MS);
		return () => clearTimeout(timer);
	}, [isCopied]);
	if (wording === undefined) return null;
	return (
		<Collapsible.Root open={open} onOpenChange={setOpen} className="mt-1">
			<Collapsible.Trigger className="-ml-1 flex h-6 items-center gap-1 rounded-md pr-2 pl-1 text-sm text-text-3 transition-colors hover:text-text">
				<ChevronRight aria-hidden size={14} className={open ? "rotate-90" : undefined} />
				{t("prompt.sent")}
			</Collapsible.Trigger>
			<Collapsible.Panel className="mt-1 flex items-start gap-1 rounded-md bg-surface-2 py-1 pr-1 pl-2">
				<p
					data-selectable
					data-sent-prompt
					className="max-h-40 min-w-0 flex-1 overflow-y-auto py-0.5 text-sm whitespace-pre-wrap wrap-anywhere text-text-2"
				>
					{prompt}
				</p>
				<IconButton
					icon={isCopied ? Check : Copy}
					size="sm"
					label={isCopied ? t("prompt.copied") : t("prompt.copySent")}
					onClick={() => setCopied(copyText(prompt))}
				/>
			</Collapsible.Panel>
		</Collapsible.Root>
	);
}
