package org.sgvae.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sgvae.cli.terminal.Terminal;

class HelpTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "train",
                "sample",
                "evaluate",
                "score",
                "trace",
                "report",
                "explore",
                "gradcheck",
                "gradbench",
                "tape",
                "bench-estimators",
                "study",
                "compare",
                "rate-regret",
                "reproduce",
                "demo",
                "version"
            })
    void command_saysWhatItDoesAndGivesAnExample(String command) {
        CommandRun help = CommandRun.of(command, "--help").assertFine();
        assertThat(help.out())
                .contains("Usage: sgvae " + command, "--debug", "Exit codes:", "Example", "  sgvae " + command);
        assertThat(help.err()).isEmpty();
        assertThat(help.out().lines()).allMatch(line -> line.length() <= 80);
    }

    /** What picocli makes of the commands, for bash and zsh. */
    @Test
    void completionScript_knowsAllCommandsAndOptions() {
        String script = CommandRun.of("generate-completion").assertFine().out();
        assertThat(script)
                .startsWith("#!/usr/bin/env bash")
                .contains("sgvae", "bench-estimators", "--max-nodes", "--orderings");
    }

    @Test
    void colours_areForTerminalsOnlyAndNotForThoseWhoWantNone() {
        assertThat(Terminal.isColoured(true, null, "xterm")).isTrue();
        assertThat(Terminal.isColoured(true, "", "xterm")).isTrue();
        assertThat(Terminal.isColoured(true, "1", "xterm")).isFalse();
        assertThat(Terminal.isColoured(true, null, "dumb")).isFalse();
        assertThat(Terminal.isColoured(false, null, "xterm")).isFalse();
    }

    @Test
    void noCommand_listsAll() {
        assertThat(CommandRun.of().assertFine().out())
                .contains(
                        "train",
                        "sample",
                        "evaluate",
                        "score",
                        "gradcheck",
                        "gradbench",
                        "tape",
                        "bench-estimators",
                        "study",
                        "compare",
                        "rate-regret",
                        "reproduce",
                        "demo",
                        "version");
    }

    @Test
    void train_showsWhatThePresetsSay() {
        assertThat(CommandRun.of("train", "--help").out().lines())
                .anyMatch(line -> line.matches("--learning-rate +cosine:\\S+ +0\\.01 +\\S+"))
                .anyMatch(line -> line.matches("--clip +\\d\\S* +none +\\S+"))
                .anyMatch(line -> line.matches("--kl-weight +\\S+ +- +1"))
                .anyMatch(line -> line.matches("--node-order +- +- +\\w+"));
    }

    @Test
    void version_namesJavaAndKernels() {
        assertThat(CommandRun.of("version").assertFine().out().lines())
                .hasSize(3)
                .anyMatch(line -> line.startsWith("Java " + System.getProperty("java.version")))
                .anyMatch(line -> line.matches("kernels (simd|ejml) \\(.+\\)"));
    }
}
