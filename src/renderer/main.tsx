import "./bridge/zod-without-eval.ts";
import "./styles/index.css";
import { startWindow } from "./app/start-window.tsx";

void startWindow();
