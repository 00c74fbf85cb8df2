package org.sgvae.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sgvae.json.Json;
import org.sgvae.json.JsonPlace;
import org.sgvae.molecule.Legend;
import org.sgvae.molecule.SmilesFile;

/** A file of SMILES through training, sampling and evaluation. */
class MoleculesCommandTest {
    @TempDir
    private Path folder;

    @Test
    void smiles_areTrainedOnSampledAndEvaluated() throws IOException {
        Path data = folder.resolve("some.smi");
        Files.writeString(data, "CO methanol\nC\nCCN\nC[N+](C)(C)C\nC=O\n".repeat(10));
        String run = folder.resolve("run").toString();
        String said = run(
                "train",
                "--model",
                "sggn",
                "--data",
                data.toString(),
                "--split",
                "0.8,0,0.2",
                "--epochs",
                "2",
                "--out",
                run);
        assertThat(said).contains("10 of 50 lines are left out:", "a charge");
        JsonPlace config = Json.read(Path.of(run, "config.json"));
        Legend legend = Legend.fromJson(config.at("legend"));
        assertThat(legend.elements()).hasSize(3);
        assertThat(config.at("omissions").at("leftOut").at("charge").asInt()).isEqualTo(10);

        Path samples = folder.resolve("samples.smi");
        assertThat(run("sample", "--run", run, "--count", "200", "--max-nodes", "9", "--out", samples.toString()))
                .contains("molecules in " + samples);
        assertThat(SmilesFile.read(samples, legend).omissions().leftOut()).isEmpty();

        Path result = folder.resolve("evaluation.json");
        run("evaluate", "--run", run, "--samples", "100", "--importance-samples", "2", "--out", result.toString());
        JsonPlace molecules = Json.read(result).at("molecules");
        assertThat(molecules.at("valid").asDouble()).isBetween(0.0, 1.0);
        assertThat(molecules.keys()).contains("unique", "novel", "coverage").doesNotContain("coveragePerfect");
    }

    private static String run(String... args) {
        StringWriter out = new StringWriter();
        PrintWriter writer = new PrintWriter(out, true);
        assertThat(Main.execute(writer, writer, args))
                .as(List.of(args) + "\n" + out)
                .isZero();
        return out.toString();
    }
}
