package com.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.sgvae.cli.Main;
import org.sgvae.estimator.ScoreFunctionEstimator;
import org.sgvae.evaluate.LogProbability;
import org.sgvae.generator.GraphGenerator;
import org.sgvae.graph.Automorphisms;
import org.sgvae.graph.Graph;
import org.sgvae.graph.GraphFamilies;
import org.sgvae.graph.data.DataSet;
import org.sgvae.graph.data.DataSets;
import org.sgvae.graph.io.GraphFiles;
import org.sgvae.json.Json;
import org.sgvae.json.JsonPlace;
import org.sgvae.model.GraphModel;
import org.sgvae.objective.Objective;
import org.sgvae.train.EpochMetrics;
import org.sgvae.train.Kinds;
import org.sgvae.train.RunDirectory;
import org.sgvae.train.TrainingConfig;
import org.sgvae.train.TrainingListener;

/** A model, an objective, an estimator and a graph family from outside the library, found by their service files. */
@ExtendWith(OwnClassLoader.class)
class ExtensionTest {
    private static final String DATA = "wheels:4-6";

    /** Of the maximum likelihood: the wheels of 4, 5 and 6 nodes have 6, 8 and 10 of 6, 10 and 15 possible edges. */
    private static final double EDGE = 24.0 / 31;

    @Test
    void registry_knowsModelObjectiveEstimatorAndFamily() throws IOException {
        assertThat(Kinds.model("erdosrenyi").config()).isEqualTo(ErdosRenyiConfig.class);
        assertThat(Kinds.names(Objective.class)).contains("temperedBound");
        assertThat(Kinds.names(ScoreFunctionEstimator.class)).contains("normalisedSignal");
        DataSet data = DataSets.parse(DATA);
        assertThat(data.graphs()).hasSize(30).allMatch(data::isValid);
        assertThat(data.isValid(GraphFamilies.cycle(5))).isFalse();
        assertThat(sgvae("train", "--help")).contains("erdos-renyi", "temperedBound", "normalisedSignal", "wheels:");
    }

    @Test
    void commandLine_trainsSamplesAndEvaluates(@TempDir Path directory) throws IOException {
        Path run = directory.resolve("run");
        sgvae(
                "train",
                "--preset",
                "erdos-renyi",
                "--data",
                DATA,
                "--objective",
                "temperedBound:temperature=4",
                "--estimator",
                "normalisedSignal:decay=0.5",
                "--batch",
                "30",
                "--out",
                run.toString());
        TrainingConfig config = RunDirectory.open(run).readConfig();
        assertThat(config.objective()).isEqualTo(new TemperedBound(4, new NormalisedSignal(0.5)));
        assertThat(config.model()).isEqualTo(new ErdosRenyiConfig(6));

        GraphModel model = GraphGenerator.open(run).model();
        double logit = model.parameters().get("erdosRenyi.edge").value().get(0, 0);
        assertThat(1 / (1 + Math.exp(-logit))).isCloseTo(EDGE, within(1e-3));

        Path samples = directory.resolve("samples.jsonl");
        sgvae("sample", "--run", run.toString(), "--count", "500", "--out", samples.toString());
        List<Graph> graphs = GraphFiles.read(samples);
        double possible = graphs.stream()
                .mapToInt(graph -> graph.nodes() * (graph.nodes() - 1) / 2)
                .sum();
        assertThat(graphs.stream().mapToInt(Graph::edges).sum() / possible)
                .isCloseTo(EDGE, within(4 * Math.sqrt(EDGE * (1 - EDGE) / possible)));

        Path evaluation = directory.resolve("evaluation.json");
        sgvae(
                "evaluate",
                "--run",
                run.toString(),
                "--samples",
                "200",
                "--importance-samples",
                "4",
                "--out",
                evaluation.toString());
        double nll = IntStream.rangeClosed(4, 6)
                .mapToDouble(n -> -logProbability(Wheels.wheel(n), EDGE))
                .average()
                .orElseThrow();
        JsonPlace measured = Json.read(evaluation);
        assertThat(measured.at("nllG").asDouble()).isCloseTo(nll, within(0.02));
        assertThat(measured.at("regret").asDouble()).isCloseTo(nll - Math.log(3), within(0.02));
    }

    @Test
    void resume_keepsTheEstimatorsState(@TempDir Path directory) throws IOException {
        DataSet data = DataSets.parse(DATA);
        TrainingConfig config =
                GraphGenerator.preset("erdos-renyi", data).toBuilder().epochs(4).build();
        GraphGenerator whole = GraphGenerator.train(data, config, metrics -> {});
        int[] steps = {0};
        TrainingListener stopAfterFiveSteps = new TrainingListener() {
            @Override
            public boolean stopRequested() {
                return steps[0]++ == 5;
            }

            @Override
            public void epochDone(EpochMetrics metrics) {}
        };
        GraphGenerator.train(directory, data, config, stopAfterFiveSteps);
        GraphGenerator resumed = GraphGenerator.resume(directory, metrics -> {});

        assertThat(weights(resumed)).isEqualTo(weights(whole));
        assertThat(weights(GraphGenerator.open(directory))).isEqualTo(weights(whole));
        TrainingConfig otherDecay = config.toBuilder()
                .objective(new TemperedBound(2, new NormalisedSignal(0)))
                .build();
        assertThat(weights(GraphGenerator.train(data, otherDecay, metrics -> {})))
                .isNotEqualTo(weights(whole));
    }

    @Test
    void logProbability_isThatOfTheFormula() throws IOException {
        DataSet data = DataSets.parse(DATA);
        TrainingConfig untrained =
                GraphGenerator.preset("erdos-renyi", data).toBuilder().epochs(1).build();
        GraphGenerator generator = GraphGenerator.train(data, untrained, metrics -> {});
        GraphModel model = generator.model();
        Arrays.fill(model.parameters().get("erdosRenyi.sizes").value().data, 0, 3, -1000); // as in the data
        Arrays.fill(model.parameters().get("erdosRenyi.sizes").value().data, 3, 6, 0);
        model.parameters().get("erdosRenyi.edge").value().set(0, 0, Math.log(EDGE / (1 - EDGE)));

        List<Graph> graphs = List.of(Wheels.wheel(4), Wheels.wheel(6), GraphFamilies.path(5));
        List<LogProbability> estimates = generator.logProbability(graphs, 3, 1);
        for (int i = 0; i < graphs.size(); i++) {
            assertThat(estimates.get(i).value().value()).isCloseTo(logProbability(graphs.get(i), EDGE), within(1e-9));
            assertThat(estimates.get(i).value().standardError()).isCloseTo(0, within(1e-7)); // all weights are equal
            assertThat(estimates.get(i).effectiveSamples()).isCloseTo(3, within(1e-9));
        }
    }

    /** \(\log \bigl[\tfrac13 θ^m (1-θ)^{n(n-1)/2 - m}\, n! / |\mathrm{Aut}|\bigr]\) for 4 to 6 nodes. */
    private static double logProbability(Graph graph, double theta) {
        int n = graph.nodes();
        int m = graph.edges();
        double logFactorial = IntStream.rangeClosed(2, n).mapToDouble(Math::log).sum();
        return -Math.log(3)
                + m * Math.log(theta)
                + (n * (n - 1) / 2 - m) * Math.log(1 - theta)
                + logFactorial
                - Automorphisms.logCount(graph);
    }

    private static List<Double> weights(GraphGenerator generator) {
        return generator.model().parameters().values().values().stream()
                .flatMap(matrix -> Arrays.stream(matrix.data).boxed())
                .toList();
    }

    private static String sgvae(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = Main.execute(new PrintWriter(out, true), new PrintWriter(err, true), args);
        assertThat(exitCode).as(err.toString()).isZero();
        return out.toString();
    }
}
