import type { AccountId } from "../../../contract/ids.ts";
import { QuietLine } from "../../kit/quiet-line.tsx";
import { useWeatherWords } from "../../state/weather-store.ts";

/** How an account has been doing lately; nothing while too little is known. */
export function AccountWeather({ account }: { readonly account: AccountId }) {
	const words = useWeatherWords(account);
	return words === undefined ? null : <QuietLine {...words} />;
}
