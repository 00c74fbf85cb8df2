package org.sgvae.cli.option;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sgvae.json.Json;
import org.sgvae.model.GraphModel;
import org.sgvae.model.ModelConfig;
import org.sgvae.molecule.Legend;
import org.sgvae.sgvae.SgvaeConfig;
import org.sgvae.train.RunDirectory;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code --valence}: another valence rule than the one that a model was trained with; it has no weights. */
public final class ValenceOption {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--valence",
            paramLabel = "RULE",
            description = "Largest sum of bond orders of a node, by its type, such as 4,3,2: what breaks the rule has"
                    + " probability zero. " + TrainingOptions.ELEMENTS
                    + " for those of the molecules' elements, none for"
                    + " no rule. Default: as in train.")
    private @Nullable String rule;

    /** The model of a run, under the rule if there is one. */
    public GraphModel readModel(RunDirectory run) throws IOException {
        if (rule == null) {
            return run.readModel();
        }
        List<Integer> valences = valences(rule, run);
        return run.readModel(config -> with(config, valences));
    }

    private List<Integer> valences(String text, RunDirectory run) throws IOException {
        if (text.equals(TrainingOptions.ELEMENTS)) {
            return Json.read(run.config())
                    .find("legend")
                    .map(Legend::fromJson)
                    .orElseThrow(() -> fault(run.path() + " was not trained on molecules; give numbers such as 4,3,2"))
                    .valenceRule()
                    .valences();
        }
        try {
            return text.equals("none")
                    ? List.of()
                    : Arrays.stream(text.split(",", -1)).map(Integer::valueOf).toList();
        } catch (NumberFormatException e) {
            throw fault("give whole numbers with commas between, " + TrainingOptions.ELEMENTS + " or none");
        }
    }

    private ModelConfig with(ModelConfig config, List<Integer> valences) {
        if (!(config instanceof SgvaeConfig sgvae)) {
            throw fault("the run's model is no SGVAE, whose constructor the rule is for; leave it out");
        }
        try {
            return sgvae.withDecoder(sgvae.decoder().withValences(valences));
        } catch (IllegalArgumentException e) {
            throw fault(String.valueOf(e.getMessage()));
        }
    }

    private ParameterException fault(String message) {
        return new ParameterException(spec.commandLine(), "--valence " + rule + ": " + message);
    }
}
