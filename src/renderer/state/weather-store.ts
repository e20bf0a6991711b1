import { useTranslation } from "react-i18next";
import { create } from "zustand";
import type { AccountId } from "../../contract/ids.ts";
import { hasEnded } from "../../contract/jobs.ts";
import type { Weather } from "../../contract/weather.ts";
import { ask, hear } from "../bridge/client.ts";
import { type WeatherWords, weatherWords } from "../bridge/weather-words.ts";

type WeatherState = { readonly byAccount: ReadonlyMap<AccountId, Weather> };

/** How each account has been doing lately; empty until it is known. */
export const useWeather = create<WeatherState>()(() => ({ byAccount: new Map() }));

/** Jobs that end together are asked about once. */
const SETTLED_MS = 1_000;

/** Asks anew. What was known stays when main cannot tell. */
export async function refreshWeather(): Promise<void> {
	const list = await ask("gateways.weather").catch(() => undefined);
	if (list === undefined) return;
	useWeather.setState({ byAccount: new Map(list.map((one) => [one.account, one])) });
}

/**
 * Keeps the weather up with every job that ends.
 * @returns a function that ends it
 */
export function followWeather(): () => void {
	let timer: ReturnType<typeof setTimeout> | undefined;
	const end = hear("jobs.changed", ({ state }) => {
		// Not pushed back by the next one: a long stream of jobs must not keep the weather old.
		if (!hasEnded(state) || timer !== undefined) return;
		timer = setTimeout(() => {
			timer = undefined;
			void refreshWeather();
		}, SETTLED_MS);
	});
	void refreshWeather();
	return () => {
		clearTimeout(timer);
		end();
	};
}

/** How an account has been doing, in words; nothing while too little is known. */
export function useWeatherWords(account: AccountId | undefined): WeatherWords | undefined {
	useTranslation("weather");
	return weatherWords(
		useWeather(({ byAccount }) => (account === undefined ? undefined : byAccount.get(account))),
	);
}
