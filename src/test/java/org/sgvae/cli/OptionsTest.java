package org.sgvae.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sgvae.cli.option.TrainingOptions;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** An option that several commands have is written once, and one that a command would ignore is refused. */
class OptionsTest {
    private static final int USAGE = 2;

    /** One name for what differs: one or several, given or by default, a file or a directory, a number or a budget, a setting or another one afterwards. */
    private static final Set<String> OF_SEVERAL_MEANINGS = Set.of(
            "--case",
            "--data",
            "--epochs",
            "--orderings",
            "--out",
            "--resume",
            "--run",
            "--split",
            "--valence",
            "--weights");

    @TempDir
    static Path folder;

    private static Path gaussian;
    private static Path point;

    @BeforeAll
    static void train() {
        gaussian = folder.resolve("gaussian");
        point = folder.resolve("point");
        TinyRun.train(gaussian);
        TinyRun.train(point, "--preset", "paper");
    }

    @Test
    void options_ofOneName_areOneField() {
        Map<String, Set<Field>> fields = new TreeMap<>();
        Main.COMMANDS.forEach(command -> collect(command, fields));
        assertThat(fields).containsKeys("--seed", "--threads", "--force", "--samples", "--graph", "--fresh");
        fields.keySet().removeAll(OF_SEVERAL_MEANINGS);
        assertThat(fields).allSatisfy((name, places) -> assertThat(places).hasSize(1));
        assertThat(TrainingOptions.SETTINGS).noneMatch(setting -> fields.containsKey(setting.option()));
    }

    private static void collect(Class<?> holder, Map<String, Set<Field>> fields) {
        for (Field field : holder.getDeclaredFields()) {
            if (field.isAnnotationPresent(Mixin.class) || field.isAnnotationPresent(ArgGroup.class)) {
                collect(field.getType(), fields);
            } else if (field.isAnnotationPresent(Option.class)) {
                String name = field.getAnnotation(Option.class).names()[0];
                fields.computeIfAbsent(name, any -> new LinkedHashSet<>()).add(field);
            }
        }
    }

    private static void assertRefused(String option, String why, Object... args) {
        CommandRun.of(args).assertFailed(USAGE, option, why, "leave it out");
    }

    @Test
    void seed_whereNothingIsDrawn() {
        Path out = folder.resolve("trace.json");
        assertRefused(
                "--seed",
                "nothing is drawn",
                "trace",
                "--run",
                gaussian,
                "--graph",
                "cycles:3",
                "--out",
                out,
                "--seed",
                2,
                "--ordering",
                "0,1,2",
                "--noise",
                "0.5,0.5");
        assertThat(out).doesNotExist();
    }

    @Test
    void noise_ofAPointPosterior() {
        assertRefused(
                "--noise",
                "point posterior",
                "trace",
                "--run",
                point,
                "--graph",
                "cycles:3",
                "--noise",
                "1,2,3,4",
                "--out",
                folder.resolve("trace.json"));
    }

    @Test
    void freshGraphs_withoutRegret() {
        Path out = folder.resolve("evaluation.json");
        assertRefused("--fresh", "no likelihood", "evaluate", "--run", point, "--fresh", 10, "--out", out);
        assertRefused(
                "--fresh",
                "not known",
                "evaluate",
                "--run",
                gaussian,
                "--data",
                "lobsters:4-5,count=3",
                "--fresh",
                10,
                "--out",
                out);
        assertRefused(
                "--fresh",
                "are known",
                "compare",
                "--epochs",
                1,
                "--data",
                "lobsters:4-5,count=3",
                "--fresh",
                10,
                "--out",
                folder.resolve("compare"));
    }

    @Test
    void standardDeviation_ofAPoint() {
        CommandRun.of("train", "--preset", "paper", "--log-std", -2, "--out", folder.resolve("run"))
                .assertFailed(USAGE, "--log-std", "point posterior");
    }

    @Test
    void nameOfNothing_isNotChecked() {
        CommandRun run = CommandRun.of("gradcheck", "--only", "no such thing");
        assertThat(run.exitCode()).isEqualTo(USAGE);
        assertThat(run.err()).contains("--only", "no such thing");
    }
}
