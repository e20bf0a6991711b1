import type { WeatherBook } from "../../jobs/weather-book.ts";
import type { Handlers } from "../router.ts";

export function weatherHandlers(
	weather: Pick<WeatherBook, "read">,
): Pick<Handlers, "gateways.weather"> {
	return { "gateways.weather": () => weather.read() };
}
