package org.sgvae.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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

    /** What a nearly untrained SGVAE builds is valid under the rule, which may be given after it was trained without. */
    @Test
    void valence_makesEverySampleValid() throws IOException {
        String free = trained("free");
        assertThat(sampled(free)).doesNotContain("; 0 graphs are none");
        assertThat(sampled(free, "--valence", "elements")).contains("; 0 graphs are none");
        assertThat(sampled(free, "--valence", "4,3,2")).contains("; 0 graphs are none");
        Path result = folder.resolve("evaluation.json");
        run(
                "evaluate",
                "--run",
                free,
                "--samples",
                "50",
                "--importance-samples",
                "1",
                "--valence",
                "elements",
                "--out",
                result.toString());
        assertThat(Json.read(result).at("molecules").at("valid").asDouble()).isGreaterThan(0.9); // some are cut off

        String masked = trained("masked", "--valence", "elements");
        assertThat(Json.read(Path.of(masked, "config.json"))
                        .at("model")
                        .at("valences")
                        .items())
                .hasSize(3);
        assertThat(sampled(masked)).contains("; 0 graphs are none");
        assertThat(sampled(masked, "--valence", "none")).doesNotContain("; 0 graphs are none");
    }

    private String trained(String name, String... options) {
        String run = folder.resolve(name).toString();
        List<String> args = new ArrayList<>(List.of("train", "--data", "molecules:1-3,elements=CNO", "--epochs", "1"));
        args.addAll(List.of("--batch", "200", "--evaluate-every", "0", "--out", run));
        args.addAll(List.of(options));
        run(args.toArray(String[]::new));
        return run;
    }

    private String sampled(String run, String... options) {
        String file = folder.resolve("samples.smi").toString();
        List<String> args =
                new ArrayList<>(List.of("sample", "--run", run, "--count", "2000", "--force", "--out", file));
        args.addAll(List.of(options));
        return run(args.toArray(String[]::new));
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
