import { Undo2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Failure } from "../../../contract/errors.ts";
import { OwnPrice, type PriceRow } from "../../../contract/money.ts";
import { ask, failureOf } from "../../bridge/client.ts";
import { failureText } from "../../bridge/error-text.ts";
import { IconButton } from "../../kit/icon-button.tsx";
import { Note } from "../../kit/note.tsx";
import { QuietLine } from "../../kit/quiet-line.tsx";
import { useAccounts } from "../../state/accounts-store.ts";
import { useMoney } from "../../state/money-store.ts";
import { Fold } from "./fold.tsx";
import { MoneyField } from "./money-field.tsx";
import { MoneyPart } from "./money-part.tsx";
import { fieldText, originWords } from "./money-words.ts";

const MAX_USD = OwnPrice.shape.usd.unwrap().maxValue ?? Number.MAX_SAFE_INTEGER;

type GatewayPrices = readonly [PriceRow, ...PriceRow[]];

/** What one picture costs at each gateway, who says so, and the designer's own figures. */
export function MoneyPrices() {
	const { t } = useTranslation("money");
	const rows = useMoney((state) => state.rows);
	const accounts = useAccounts((state) => state.accounts);
	// Where nothing is ever charged, there is nothing to set.
	const priced = rows.filter(({ from }) => from !== "free");
	const gateways = [...Map.groupBy(priced, (row) => row.gateway).values()].flatMap(
		([first, ...rest]): GatewayPrices[] => (first === undefined ? [] : [[first, ...rest]]),
	);
	const used = new Set(accounts.map(({ gateway }) => gateway));
	const mine = gateways.filter(([{ gateway }]) => used.has(gateway));
	const others = gateways.filter(([{ gateway }]) => !used.has(gateway));
	return (
		<MoneyPart title={t("prices.title")}>
			<p className="text-sm text-text-3">{t("prices.about")}</p>
			{mine.map((prices) => (
				<Prices key={prices[0].gateway} prices={prices} />
			))}
			{others.length > 0 && (
				<Fold title={t("prices.others")} wrong={false}>
					{others.map((prices) => (
						<Prices key={prices[0].gateway} prices={prices} />
					))}
				</Fold>
			)}
		</MoneyPart>
	);
}

/** Keeps a figure of the designer's; null takes it back. @throws AskError */
async function setPrice(price: OwnPrice): Promise<void> {
	useMoney.setState({ rows: await ask("money.setPrice", price) });
}

function Prices({ prices }: { readonly prices: GatewayPrices }) {
	const [first] = prices;
	return (
		<div className="rounded-md border border-line">
			<h5 className="px-3 pt-2 font-medium">{first.gatewayTitle}</h5>
			<ul className="divide-y divide-line">
				{first.chargesCredits && <CreditWorth row={first} />}
				{prices.map((row) => (
					<ModelPrice key={row.model} row={row} />
				))}
			</ul>
		</div>
	);
}

function ModelPrice({ row }: { readonly row: PriceRow }) {
	const { t } = useTranslation("money");
	const { gateway, model, gatewayTitle, modelTitle, usdPerImage, from } = row;
	const known = usdPerImage === undefined || from === "own" ? undefined : fieldText(usdPerImage);
	return (
		<li className="flex items-start gap-2 px-3 py-2">
			<div className="min-w-0 flex-1">
				<div className="truncate">{modelTitle}</div>
				<OriginLine row={row} />
			</div>
			<OwnFigure
				label={t("prices.price", { model: modelTitle, gateway: gatewayTitle })}
				value={from === "own" ? usdPerImage : undefined}
				placeholder={known}
				aboveZero={false}
				onSave={(usd) => setPrice({ gateway, model, usd })}
			/>
		</li>
	);
}

function OriginLine({ row }: { readonly row: PriceRow }) {
	const { line, full } = originWords(row);
	return line === full ? (
		<p className="text-sm text-text-3">{line}</p>
	) : (
		<QuietLine line={line} full={full} />
	);
}

function CreditWorth({ row }: { readonly row: PriceRow }) {
	const { t } = useTranslation("money");
	const { gateway, gatewayTitle, usdPerCredit, creditFrom } = row;
	const known =
		usdPerCredit === undefined || creditFrom === "own" ? undefined : fieldText(usdPerCredit);
	const words =
		creditFrom === "own"
			? t("prices.own")
			: creditFrom === "list"
				? t("prices.creditList")
				: t("prices.creditNone");
	return (
		<li className="flex items-start gap-2 px-3 py-2">
			<div className="min-w-0 flex-1">
				<div>{t("prices.credit")}</div>
				<div className="text-sm break-words text-text-3">{words}</div>
			</div>
			<OwnFigure
				label={t("prices.creditOf", { gateway: gatewayTitle })}
				value={creditFrom === "own" ? usdPerCredit : undefined}
				placeholder={known}
				aboveZero
				onSave={(usd) => setPrice({ gateway, usd })}
			/>
		</li>
	);
}

/** A figure of the designer's; empty, it shows what holds without one. */
function OwnFigure({
	label,
	value,
	placeholder,
	aboveZero,
	onSave,
}: {
	readonly label: string;
	readonly value: number | undefined;
	readonly placeholder: string | undefined;
	readonly aboveZero: boolean;
	readonly onSave: (usd: number | null) => Promise<void>;
}) {
	const { t } = useTranslation("money");
	const [failure, setFailure] = useState<Failure>();
	const takeBack = () => {
		setFailure(undefined);
		onSave(null).catch((thrown: unknown) => setFailure(failureOf(thrown)));
	};
	return (
		<div className="flex w-36 shrink-0 flex-col gap-1">
			<div className="flex items-start justify-end gap-1">
				{value !== undefined && (
					<IconButton
						icon={Undo2}
						size="sm"
						label={t("prices.takeBack", { what: label })}
						onClick={takeBack}
						className="mt-0.5"
					/>
				)}
				<MoneyField
					label={label}
					value={value}
					placeholder={placeholder}
					rules={{ aboveZero, max: MAX_USD }}
					onSave={onSave}
					className="w-28"
				/>
			</div>
			{failure !== undefined && (
				<Note tone="danger" live>
					{failureText(failure)}
				</Note>
			)}
		</div>
	);
}
