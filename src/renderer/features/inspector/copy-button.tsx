import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { copyText } from "../../bridge/copy-text.ts";
import { IconButton } from "../../kit/icon-button.tsx";

const SHOWN_MS = 1500;

/** Puts a text on the clipboard and says so for a moment. */
export function CopyButton({ label, text }: { readonly label: string; readonly text: string }) {
	const { t } = useTranslation("inspector");
	const [isCopied, setCopied] = useState(false);
	useEffect(() => {
		if (!isCopied) return;
		const timer = setTimeout(() => setCopied(false), SHOWN_MS);
		return () => clearTimeout(timer);
	}, [isCopied]);
	return (
		<IconButton
			icon={isCopied ? Check : Copy}
			size="sm"
			label={isCopied ? t("copiedText") : label}
			onClick={() => setCopied(copyText(text))}
		/>
	);
}
