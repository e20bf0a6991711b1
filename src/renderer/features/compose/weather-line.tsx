import { QuietLine } from "../../kit/quiet-line.tsx";
import { isBuiltIn, type Target } from "../../state/targets.ts";
import { useWeatherWords } from "../../state/weather-store.ts";

/** How the chosen account has been doing lately; nothing while too little is known. */
export function WeatherLine({ target }: { readonly target: Target | undefined }) {
	// The Demo gateway is in this computer: it has no weather.
	const account = target === undefined || isBuiltIn(target) ? undefined : target.account.id;
	const words = useWeatherWords(account);
	return words === undefined ? null : <QuietLine {...words} className="px-4 pt-2" />;
}
