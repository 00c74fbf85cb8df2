package org.sgvae.cli.option;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sgvae.estimator.ScoreFunctionEstimator;
import org.sgvae.graph.GraphProperty;
import org.sgvae.graph.data.DataSet;
import org.sgvae.graph.family.MoleculeProperty;
import org.sgvae.objective.Objective;
import org.sgvae.train.ConfigText;
import org.sgvae.train.Kinds;
import org.sgvae.train.Preset;
import org.sgvae.train.TrainingConfig;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** Options that replace parts of a preset, each a path in {@code config.json}; absent ones leave it as it is. */
public final class TrainingOptions {
    /** An option and the part of the configuration that it sets. */
    public record Setting(String option, String label, String path, String description) {}

    public static final String ELEMENTS = "elements"; // of molecules

    public static final List<Setting> SETTINGS = List.of(
            new Setting("--node-dim", "D", "model.nodeDim", "Entries of a node's state."),
            new Setting("--message-dim", "M", "model.messageDim", "Entries of a message."),
            new Setting("--graph-dim", "G", "model.graphDim", "Entries of a graph's state."),
            new Setting("--rounds", "T", "model.rounds", "Rounds of propagation before each decision."),
            new Setting(
                    "--latent-dim",
                    "L",
                    "model.latentDim",
                    "Entries of the latent code; with a point posterior those of a node's state."),
            new Setting(
                    "--path-dim",
                    "C",
                    "model.pathDim",
                    "Entries of the encoder's path state along the removals, 0 for none."),
            new Setting(
                    "--prior-components",
                    "M",
                    "model.priorComponents",
                    "Gaussians of the codes' learned prior; 0 for N(0, I)."),
            new Setting(
                    "--code-input",
                    "KIND",
                    "model.codeInput",
                    "Where the decoder sees the code: first_node or every_step."),
            new Setting(
                    "--connectivity",
                    "KIND",
                    "model.connectivity",
                    "Which graphs the model knows: any, or connected ones only."),
            new Setting(
                    "--removal",
                    "KIND",
                    "model.removal",
                    "What removing a node does: hard, it leaves the graph; relaxed, it is heard less."),
            new Setting(
                    "--edges",
                    "KIND",
                    "model.edges",
                    "How SGVAE decides on a new node's edges: independent, or sequential, one after the other."),
            new Setting(
                    "--types",
                    "KIND",
                    "model.types",
                    "When SGVAE decides on node types: afterwards, or at_once, as it adds the node."),
            new Setting(
                    "--propagation",
                    "KIND",
                    "model.propagation",
                    "When states propagate with sequential edges: every_step, or after_changes, not again after a"
                            + " node's last edge."),
            new Setting(
                    "--valence",
                    "RULE",
                    "model.valences",
                    "Largest sum of bond orders of a node, by its type, such as 4,3,2: what breaks the rule has probability"
                            + " zero. " + ELEMENTS + " for those of the molecules' elements, none for no rule."),
            new Setting(
                    "--node-order",
                    "KIND",
                    "model.nodeOrder",
                    "Orderings that SGGN is trained with: fixed (as stored), random, bfs or dfs."),
            new Setting(
                    "--memory",
                    "STEPS",
                    "model.start.longestMemory",
                    "Longest memory of the destructor's node states at the start, 1 for none."),
            new Setting(
                    "--log-std", "S", "model.start.logStd", "Logarithm of a code's standard deviation at the start."),
            new Setting(
                    "--objective",
                    "NAME",
                    "objective",
                    "What is maximised: " + String.join(", ", Kinds.names(Objective.class))
                            + ". Settings after it: NAME:KEY=VALUE,KEY=VALUE."),
            new Setting(
                    "--estimator",
                    "NAME",
                    "objective.estimator",
                    "Estimator of the ordering's gradient, for bound and paperSurrogate: "
                            + String.join(", ", Kinds.names(ScoreFunctionEstimator.class))
                            + ". Settings as for --objective."),
            new Setting(
                    "--code-nats",
                    "R",
                    "objective.codeNats",
                    "Nats that the code is to carry, 0 for as many as the bound wants."),
            new Setting("--kl-weight", "SCHEDULE", "objective.klWeight", "Weight of the KL divergence."),
            new Setting(
                    "--free-bits",
                    "SCHEDULE",
                    "objective.freeBits",
                    "KL divergence of a code that costs nothing, nats."),
            new Setting("--ordering-weight", "SCHEDULE", "objective.orderingWeight", "Weight of log q(ordering)."),
            new Setting(
                    "--mmd-weight",
                    "SCHEDULE",
                    "regularizers.codeDiscrepancy.weight",
                    "Weight of the squared maximum mean discrepancy between codes and prior (InfoVAE)."),
            new Setting(
                    "--replay-weight",
                    "SCHEDULE",
                    "regularizers.priorReplay.weight",
                    "Weight of codes drawn from the prior, each with the graph that the encoder would most likely have"
                            + " meant."),
            new Setting("--orderings", "K", "orderings", "Orderings drawn for each graph of a mini-batch."),
            new Setting("--batch", "B", "batchGraphs", "Graphs of a mini-batch."),
            new Setting("--epochs", "N", "epochs", "Passes over the data."),
            new Setting("--learning-rate", "SCHEDULE", "learningRate", "Adam's step size."),
            new Setting("--clip", "NORM", "clipNorm", "Largest norm of the gradient, or none."),
            new Setting("--weight-decay", "W", "weightDecay", "Decoupled weight decay."),
            new Setting(
                    "--looks",
                    "N",
                    "earlyStopping.looks",
                    "Looks at the validation part over the run, by which the best weights are kept; 0 for none."),
            new Setting(
                    "--patience",
                    "SHARE",
                    "earlyStopping.patience",
                    "Share of the run that goes on without a better look before training stops early; none to go on."),
            new Setting(
                    "--destructor-rate",
                    "F",
                    "propagationRates.destructor",
                    "Factor on the learning rate of the destructor's propagation; 0 freezes it."),
            new Setting(
                    "--constructor-rate",
                    "F",
                    "propagationRates.constructor",
                    "Factor on the learning rate of the constructor's propagation; 0 freezes it."));

    private static final String HEADING =
            "%nIn place of what the preset says (a SCHEDULE over the run is VALUE, FROM..TO,%n"
                    + "or FROM..TO@BEGIN..END with fractions of the run; cosine: in front for a half%n"
                    + "cosine, else a line):%n";

    private TrainingOptions() {}

    /** Adds the options to a command. */
    public static void addTo(CommandLine command) {
        ArgGroupSpec.Builder group = ArgGroupSpec.builder().validate(false).heading(HEADING);
        for (Setting setting : SETTINGS) {
            group.addArg(OptionSpec.builder(setting.option())
                    .paramLabel(setting.label())
                    .type(String.class)
                    .description(setting.description())
                    .build());
        }
        command.getCommandSpec().addArgGroup(group.build());
    }

    /**
     * The preset with the options of a command in place.
     *
     * @throws ParameterException if an option is not of this model, or the values do not go together
     */
    public static TrainingConfig appliedTo(Preset preset, DataSet data, long seed, CommandSpec spec) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (Setting setting : SETTINGS) {
            OptionSpec option = spec.findOption(setting.option());
            @Nullable String text = option == null ? null : option.getValue();
            if (text != null) {
                texts.put(setting.path(), text);
            }
        }
        texts.computeIfPresent("model.valences", (path, rule) -> valences(rule, data.kind(), spec));
        if (texts.containsKey("model.nodeDim") && !texts.containsKey("model.latentDim") && isPoint(preset, data)) {
            texts.put("model.latentDim", texts.get("model.nodeDim")); // the code is a node's state
        }
        try {
            TrainingConfig config =
                    preset.configFor().apply(data).toBuilder().seed(seed).build();
            return texts.isEmpty() ? config : ConfigText.with(config, texts);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), inOptions(String.valueOf(e.getMessage())), e);
        }
    }

    /**
     * The numbers of a valence rule.
     *
     * @param rule numbers with commas between, none, or {@value #ELEMENTS}
     * @param kind what the data are
     * @throws ParameterException if elements are asked for and the data are no molecules
     */
    static String valences(String rule, GraphProperty kind, CommandSpec spec) {
        if (!rule.equals(ELEMENTS)) {
            return rule;
        }
        if (kind instanceof MoleculeProperty molecules) {
            return molecules.rule().valences().stream().map(String::valueOf).collect(Collectors.joining(","));
        }
        throw new ParameterException(
                spec.commandLine(),
                "--valence " + ELEMENTS + ": the data are no molecules; give numbers such as 4,3,2");
    }

    private static boolean isPoint(Preset preset, DataSet data) {
        return ConfigText.get(preset.configFor().apply(data), "model.posterior")
                .filter("point"::equals)
                .isPresent();
    }

    /** The message with options in place of paths, and of the names of components that are said to be wrong. */
    private static String inOptions(String message) {
        String named = message.replaceFirst("^options: ", "").replaceFirst("^(model|objective): ", "");
        for (Setting setting : SETTINGS) {
            for (String start :
                    List.of(setting.path(), setting.path().replaceFirst("^.*\\.(\\w+)\\.weight$|^.*\\.", "$1"))) {
                if (named.startsWith(start + ":") || named.startsWith(start + " ")) {
                    return setting.option() + named.substring(start.length());
                }
            }
        }
        return named;
    }
}
