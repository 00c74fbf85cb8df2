package org.sgvae.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sgvae.graph.data.Split;
import org.sgvae.graph.io.GraphFiles;
import org.sgvae.json.Json;
import org.sgvae.json.JsonNull;
import org.sgvae.json.JsonPlace;
import org.sgvae.train.RunDirectory;

class TrainCommandTest {
    @TempDir
    Path folder;

    private Path train(String name, Object... options) {
        Path out = folder.resolve(name);
        TinyRun.train(out, options);
        return out;
    }

    private static List<JsonPlace> metrics(Path run) throws IOException {
        return Files.readAllLines(run.resolve("metrics.jsonl")).stream()
                .map(line -> Json.read(line, "metrics.jsonl"))
                .toList();
    }

    /** The lines up to the times, which come last. */
    private static List<String> untimed(Path run) throws IOException {
        return Files.readAllLines(run.resolve("metrics.jsonl")).stream()
                .map(line -> line.replaceFirst(",\"trainSeconds\".*", ""))
                .toList();
    }

    private static byte[] weights(Path run) throws IOException {
        return Files.readAllBytes(run.resolve("weights.safetensors"));
    }

    @Test
    void sameSeed_sameBits() throws IOException {
        Path first = train("first", "--seed", 5, "--epochs", 3, "--evaluate-every", 2);
        Path again = train("again", "--seed", 5, "--epochs", 3, "--evaluate-every", 2);
        assertThat(weights(again)).isEqualTo(weights(first));
        assertThat(untimed(again)).isEqualTo(untimed(first)).allMatch(line -> line.contains("gradientNorm"));
        assertThat(again.resolve("config.json")).hasSameTextualContentAs(first.resolve("config.json"));
    }

    @Test
    void removal_isPartOfTheModel() throws IOException {
        Path relaxed = train("relaxed", "--removal", "relaxed");
        JsonPlace model = Json.read(relaxed.resolve("config.json")).at("model");
        assertThat(model.at("removal").asString()).isEqualTo("relaxed");
        assertThat(weights(relaxed)).isNotEqualTo(weights(train("hard", "--removal", "hard")));
    }

    @Test
    void threads_changeNoBit() throws IOException {
        Path one = train("one", "--threads", 1);
        Path two = train("two", "--threads", 2);
        assertThat(weights(two)).isEqualTo(weights(one));
        assertThat(untimed(two)).isEqualTo(untimed(one));
    }

    @Test
    void evaluation_changesNoWeight() throws IOException {
        assertThat(weights(train("often", "--evaluate-every", 1)))
                .isEqualTo(weights(train("never", "--evaluate-every", 0)));
    }

    @Test
    void seeds_differ() throws IOException {
        assertThat(weights(train("one", "--seed", 1))).isNotEqualTo(weights(train("two", "--seed", 2)));
    }

    @Test
    void metrics_haveALineAnEpoch() throws IOException {
        List<JsonPlace> lines = metrics(train("run", "--epochs", 3, "--evaluate-every", 2));
        assertThat(lines).extracting(line -> line.at("epoch").asInt()).containsExactly(1, 2, 3);
        assertThat(lines)
                .extracting(line -> line.find("validInRange").isPresent())
                .containsExactly(false, true, true);
        assertThat(lines)
                .allSatisfy(line -> assertThat(line.keys())
                        .contains("elboG", "reconstruction", "kl", "logQOrder", "gradientNorm")
                        .endsWith("trainSeconds", "graphsPerSecond"));
    }

    @Test
    void paperPreset_reportsItsSurrogateAsALoss() throws IOException {
        JsonPlace line = metrics(train("run", "--preset", "paper")).get(0);
        double maximised = line.at("reconstruction").asDouble()
                + line.at("logPz").asDouble()
                - line.at("logQOrder").asDouble();
        assertThat(line.at("surrogate").asDouble()).isCloseTo(-maximised, Offset.offset(1e-12));
        assertThat(line.at("kl").value()).isEqualTo(JsonNull.NULL);
    }

    @Test
    void config_hasAllThatWasAskedFor() throws IOException {
        Path run = train(
                "run",
                "--seed",
                77,
                "--learning-rate",
                "cosine:0.01..0@0.5..1",
                "--clip",
                "none",
                "--kl-weight",
                "0..1",
                "--latent-dim",
                3);
        JsonPlace config = Json.read(run.resolve("config.json"));
        assertThat(config.at("data").asString()).isEqualTo("cycles:3-5,count=6");
        assertThat(config.at("preset").asString()).isEqualTo("default");
        assertThat(config.at("seed").asLong()).isEqualTo(77);
        assertThat(config.at("model").keys())
                .containsExactly(
                        "kind",
                        "nodeDim",
                        "messageDim",
                        "graphDim",
                        "rounds",
                        "nodeTypes",
                        "edgeTypes",
                        "posterior",
                        "latentDim",
                        "start");
        assertThat(config.at("model").at("latentDim").asInt()).isEqualTo(3);
        assertThat(config.at("learningRate").at("begin").asDouble()).isEqualTo(0.5);
        assertThat(config.find("clipNorm")).isEmpty();
        assertThat(config.at("objective").at("klWeight").at("from").asDouble()).isZero();
        assertThat(config.at("orderings").asInt()).isGreaterThan(1);
    }

    @Test
    void config_isEnoughToScoreWithTheWeights() throws IOException {
        Path run = train("run");
        String model =
                Json.compact(Json.read(run.resolve("config.json")).at("model").value());
        Path input = Files.writeString(
                folder.resolve("case.json"),
                "{\"config\":" + model + ",\"graph\":{\"nodes\":3,\"edges\":[[0,1],[1,2],[2,0]]},\"order\":[2,0,1],"
                        + "\"eps\":[0,0]}");
        CommandRun.of("score", "--weights", run.resolve("weights.safetensors"), "--case", input, "--out", folder)
                .assertFine();
        assertThat(Json.read(folder.resolve("score.json")).at("automorphisms").asInt())
                .isEqualTo(6);
    }

    @Test
    void pointPosterior_takesTheCodesSizeFromTheStates() throws IOException {
        JsonPlace config =
                Json.read(train("run", "--preset", "paper", "--node-dim", 4).resolve("config.json"));
        assertThat(config.at("model").at("latentDim").asInt()).isEqualTo(4);
    }

    @Test
    void nonFiniteValue_namesTheOperationAndKeepsTheWeights() {
        Path out = folder.resolve("run");
        CommandRun run = CommandRun.of(
                "train",
                "--data",
                "cycles:3-5",
                "--out",
                out,
                "--learning-rate",
                1e200,
                "--clip",
                "none",
                "--epochs",
                9);
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err().lines().toList())
                .last()
                .asString()
                .startsWith("sgvae train: epoch ")
                .contains("lower the learning rate")
                .containsPattern("\\w+ \\(entry \\d+ of the tape, \\d+x\\d+\\) has (-?Infinity|NaN)");
        assertThat(out.resolve("weights.safetensors")).exists();
    }

    @Test
    void out_isPrinted() {
        Path out = folder.resolve("run");
        assertThat(TinyRun.train(out).out()).isEqualTo(out + System.lineSeparator());
    }

    @Test
    void split_isWrittenAndTrainsOnItsPart() throws IOException {
        Path run = train("split", "--data", "trees:4-8,count=20", "--split", "0.6,0.2,0.2,seed=3");
        JsonPlace config = Json.read(run.resolve("config.json"));
        assertThat(config.at("data").asString()).isEqualTo("trees:4-8,count=20");
        assertThat(config.at("split").asString()).isEqualTo("0.6,0.2,0.2,seed=3");
        assertThat(config.at("splitGraphs").at("training").asInt()).isEqualTo(12);
        assertThat(config.at("splitGraphs").at("validation").asInt()).isEqualTo(4);
        assertThat(config.at("splitGraphs").at("test").asInt()).isEqualTo(4);
        Split.Parts parts = RunDirectory.open(run).readParts();
        Path file = folder.resolve("part.jsonl");
        GraphFiles.write(file, parts.train().graphs());
        assertThat(weights(train("part", "--data", file))).isEqualTo(weights(run));
        CommandRun.of("train", "--split", "0.6,0.2").assertFailed(2, "--split", "0.8,0.1,0.1");
    }

    @Test
    void graphs_areHeldOutByRuleWhereItIsNotSaid() throws IOException {
        Path whole = folder.resolve("cycles");
        CommandRun cycles = TinyRun.train(whole, "--data", "cycles:3-5,count=100");
        assertThat(cycles.err()).contains("all 100 graphs are for training: there are no others of their kind");
        assertThat(Json.read(whole.resolve("config.json")).keys()).doesNotContain("split", "earlyStopping");

        Path split = folder.resolve("split");
        CommandRun gnp = TinyRun.train(split, "--data", "gnp:6-7,count=100");
        assertThat(gnp.err())
                .contains("graphs are split 0.8,0.1,0.1,seed=1: ")
                .contains("epoch 2 of 2; kept the weights of epoch")
                .contains("elboG of training graphs -", ", of validation graphs -");
        JsonPlace config = Json.read(split.resolve("config.json"));
        assertThat(config.at("splitGraphs").at("validation").asInt()).isEqualTo(10);
        assertThat(config.at("earlyStopping").at("looks").asInt()).isPositive();
        assertThat(Files.readAllLines(split.resolve("metrics.jsonl")))
                .hasSize(2)
                .allMatch(line -> line.contains("validationElboG"));

        Path given = folder.resolve("given");
        TinyRun.train(given, "--data", "gnp:6-7,count=100", "--split", "1,0,0", "--looks", 7);
        assertThat(Json.read(given.resolve("config.json")).keys()).doesNotContain("split");
        assertThat(Json.read(given.resolve("config.json"))
                        .at("earlyStopping")
                        .at("looks")
                        .asInt())
                .isEqualTo(7);
    }
}
