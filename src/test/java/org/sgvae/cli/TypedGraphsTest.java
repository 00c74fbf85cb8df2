package org.sgvae.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sgvae.graph.Graph;
import org.sgvae.graph.io.GraphFiles;
import org.sgvae.json.Json;
import org.sgvae.json.JsonPlace;

/** Graphs with several types of nodes and of edges, through all commands. */
class TypedGraphsTest {
    private static final Path MOLECULES = Path.of("testdata", "graph", "molecules.jsonl");

    @TempDir
    static Path folder;

    private static Path run;

    @BeforeAll
    static void train() {
        run = folder.resolve("run");
        TinyRun.train(run, "--data", MOLECULES, "--split", "0.75,0,0.25", "--epochs", 3);
    }

    @Test
    void model_knowsTheTypesOfAllParts() throws IOException {
        JsonPlace model = Json.read(run.resolve("config.json")).at("model");
        assertThat(model.at("nodeTypes").asInt()).isEqualTo(3);
        assertThat(model.at("edgeTypes").asInt()).isEqualTo(2);
        assertThat(Files.readAllLines(run.resolve("metrics.jsonl"))).hasSize(3);
    }

    @Test
    void samples_haveTypes() throws IOException {
        Path out = folder.resolve("samples.jsonl");
        CommandRun.of("sample", "--run", run, "--count", 200, "--out", out).assertFine();
        List<Graph> samples = GraphFiles.read(out);
        assertThat(samples).allMatch(graph -> graph.nodeTypeCount() <= 3 && graph.edgeTypeCount() <= 2);
        assertThat(samples).anyMatch(graph -> graph.nodeTypeCount() == 3).anyMatch(graph -> graph.edgeTypeCount() == 2);
        CommandRun.of("sample", "--run", run, "--out", folder.resolve("samples.g6"))
                .assertFailed(1, ".g6 keeps no types", ".jsonl");
    }

    @Test
    void evaluation_measuresTypedGraphs() throws IOException {
        Path out = folder.resolve("evaluation.json");
        CommandRun.of("evaluate", "--run", run, "--samples", 60, "--out", out).assertFine();
        JsonPlace json = Json.read(out);
        assertThat(json.at("classes").asInt()).isEqualTo(9); // of the training part
        assertThat(json.at("property").asString()).isEqualTo("a path between any two nodes");
        assertThat(json.at("heldOut").at("graphs").asInt()).isEqualTo(3);
        assertThat(json.at("heldOut").at("nllG").asDouble()).isPositive();
        assertThat(json.at("mmd").at("degree").at("trainTestSquared").asDouble())
                .isBetween(0.0, 2.0);
    }

    @Test
    void gradients_areMeasuredOnThem() {
        CommandRun.of(
                        "bench-estimators",
                        "--run",
                        run,
                        "--graph",
                        MOLECULES,
                        "--draws",
                        5,
                        "--out",
                        folder.resolve("estimators.json"))
                .assertFine();
    }

    @Test
    void weights_scoreATypedGraph() throws IOException {
        JsonPlace config = Json.read(run.resolve("config.json"));
        Path scored = folder.resolve("case.json");
        Files.writeString(
                scored,
                "{\"config\":" + Json.compact(config.at("model").value())
                        + ",\"graph\":{\"nodes\":3,\"nodeType\":[0,1,2],\"edges\":[[0,1,1],[0,2,0]]},\"order\":[1,0,2],"
                        + "\"eps\":[0.5,-1]}");
        Path out = folder.resolve("score");
        CommandRun.of("score", "--weights", run.resolve("weights.safetensors"), "--case", scored, "--out", out)
                .assertFine();
        assertThat(Json.read(out.resolve("score.json")).at("logPx").asDouble()).isNegative();
    }
}
