import { Download, RotateCw } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Activity } from "../../../contract/activity.ts";
import type { Failure } from "../../../contract/errors.ts";
import { RunId } from "../../../contract/ids.ts";
import type { MirroredLibrary } from "../../../contract/mirror.ts";
import { ask, failureOf } from "../../bridge/client.ts";
import { failureText } from "../../bridge/error-text.ts";
import { formatBytes, formatMoment, formatNumber } from "../../bridge/format.ts";
import { Badge } from "../../kit/badge.tsx";
import { Button } from "../../kit/button.tsx";
import { Note } from "../../kit/note.tsx";
import { ProgressBar } from "../../kit/progress-bar.tsx";
import { Spinner } from "../../kit/spinner.tsx";
import { useMirror } from "../../state/mirror-store.ts";

/** Everything that is mirrored to the same place, and the way to bring it here. */
export function MirrorLibraries() {
	const { t } = useTranslation("mirror");
	const [libraries, setLibraries] = useState<readonly MirroredLibrary[]>();
	const [busy, setBusy] = useState(false);
	const [failure, setFailure] = useState<Failure>();
	const fetching = useMirror((state) => state.fetch);
	const isFetching = fetching !== undefined && fetching.endedAt === undefined;
	const look = async () => {
		setFailure(undefined);
		setBusy(true);
		try {
			setLibraries(await ask("mirror.libraries"));
		} catch (thrown) {
			setFailure(failureOf(thrown));
		} finally {
			setBusy(false);
		}
	};
	const fetch = (id: string) => {
		setFailure(undefined);
		ask("mirror.fetch", { run: RunId.parse(crypto.randomUUID()), id }).catch((thrown: unknown) =>
			setFailure(failureOf(thrown)),
		);
	};
	return (
		<div className="mt-4 border-t border-line pt-4">
			<div className="flex items-center justify-between gap-4">
				<h4 className="font-medium">{t("libraries")}</h4>
				<div className="flex items-center gap-2">
					{busy && <Spinner label={t("asking")} />}
					<Button size="sm" icon={RotateCw} disabled={busy} onClick={() => void look()}>
						{t(libraries === undefined ? "look" : "lookAgain")}
					</Button>
				</div>
			</div>
			<p className="mt-1 text-sm text-text-3">{t("librariesAbout")}</p>
			{libraries?.length === 0 && <p className="mt-3 text-text-2">{t("none")}</p>}
			{libraries !== undefined && libraries.length > 0 && (
				<ul className="mt-3 flex flex-col divide-y divide-line rounded-md border border-line">
					{libraries.map((library) => (
						<LibraryRow
							key={library.id}
							library={library}
							disabled={isFetching}
							onFetch={() => fetch(library.id)}
						/>
					))}
				</ul>
			)}
			{fetching !== undefined && <FetchProgress fetching={fetching} />}
			{failure !== undefined && (
				<Note tone="danger" className="mt-3" live>
					{failureText(failure)}
				</Note>
			)}
		</div>
	);
}

function LibraryRow({
	library,
	disabled,
	onFetch,
}: {
	readonly library: MirroredLibrary;
	readonly disabled: boolean;
	readonly onFetch: () => void;
}) {
	const { t } = useTranslation("mirror");
	const { title, machine, pictures, bytes, changedAt, own } = library;
	const facts = [
		machine,
		t("pictures", { count: pictures, number: formatNumber(pictures) }),
		formatBytes(bytes),
	];
	return (
		<li className="flex items-center justify-between gap-4 px-3 py-2">
			<div className="min-w-0">
				<div className="flex items-center gap-2">
					<span className="truncate font-medium">{title}</span>
					{own && <Badge>{t("own")}</Badge>}
				</div>
				<div className="nums text-sm break-words text-text-3">{facts.join(" · ")}</div>
				<div className="nums text-sm text-text-3">
					{t("changed", { when: formatMoment(changedAt) })}
				</div>
			</div>
			<Button
				size="sm"
				icon={Download}
				disabled={disabled}
				label={t("fetchNamed", { title, machine })}
				onClick={onFetch}
			>
				{t("fetch")}
			</Button>
		</li>
	);
}

function FetchProgress({ fetching }: { readonly fetching: Activity }) {
	const { t } = useTranslation("mirror");
	const { state, done, total, facts, error, problems, problemCount } = fetching;
	if (state === "running" || state === "paused") {
		const counted = { done: formatNumber(done), total: formatNumber(total ?? 0) };
		return (
			<div className="mt-3">
				<ProgressBar
					label={t("fetchNamed", { title: facts.title ?? "", machine: facts.machine ?? "" })}
					{...(total !== undefined && total > 0 && { value: done / total })}
				/>
				<p className="nums mt-1 text-sm text-text-3">
					{state === "paused"
						? t("paused")
						: total === undefined
							? t("fetchLooking")
							: t("fetching", counted)}
				</p>
			</div>
		);
	}
	return (
		<>
			{state === "done" && problemCount === 0 && (
				<Note tone="safe" className="mt-3" live>
					{t("fetched", { title: facts.title ?? "", machine: facts.machine ?? "" })}
				</Note>
			)}
			{state === "failed" && error !== undefined && (
				<Note tone="danger" className="mt-3" live>
					{failureText(error)}
				</Note>
			)}
			{problemCount > 0 && (
				<Note tone="warn" className="mt-3" live>
					{t("problems", { count: problemCount })}
					<ul className="mt-1 flex flex-col gap-1">
						{problems.slice(0, 3).map((problem) => (
							<li key={problem.name} className="break-words">
								{failureText(problem.error)}
							</li>
						))}
					</ul>
				</Note>
			)}
		</>
	);
}
