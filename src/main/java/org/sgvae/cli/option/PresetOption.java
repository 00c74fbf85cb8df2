package org.sgvae.cli.option;

import java.util.Iterator;
import org.jspecify.annotations.Nullable;
import org.sgvae.train.Kinds;
import org.sgvae.train.ModelKind;
import org.sgvae.train.Preset;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which model to train, and which named configuration of it. */
public final class PresetOption {
    /** The models by name, for help and completion. */
    static final class Models implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Kinds.models().stream().map(ModelKind::name).iterator();
        }
    }

    /** The presets by name, for help and completion. */
    public static final class Presets implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Kinds.presets().stream().map(Preset::name).iterator();
        }
    }

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--model",
            paramLabel = "NAME",
            completionCandidates = Models.class,
            description = "Which model: ${COMPLETION-CANDIDATES}. Default: the preset's.")
    private @Nullable String model;

    @Option(
            names = "--preset",
            paramLabel = "NAME",
            completionCandidates = Presets.class,
            description =
                    "Which configuration, see below: ${COMPLETION-CANDIDATES}. Default: the model's first, or default.")
    private @Nullable String preset;

    /** The first preset of a model, or the preset of that name, as graphrnn-s is one of graphrnn. */
    private static Preset firstOf(String model) {
        return Kinds.presets().stream()
                .filter(preset -> preset.name().equals(model))
                .findFirst()
                .orElseGet(() -> Kinds.model(model).presets().get(0));
    }

    /** The preset that was asked for, by its name or by its model, or else the default. */
    public Preset preset() {
        return presetOr(Kinds.presets().get(0).name());
    }

    /**
     * The preset that was asked for, by its name or by its model.
     *
     * @param absent the name of the preset if none was
     */
    public Preset presetOr(String absent) {
        try {
            if (preset == null) {
                return model == null ? Kinds.preset(absent) : firstOf(model);
            }
            Preset named = Kinds.preset(preset);
            if (model != null && !Kinds.model(model).presets().contains(named)) {
                throw new IllegalArgumentException(
                        "--preset " + preset + " is of another model; leave out --model or --preset");
            }
            return named;
        } catch (IllegalArgumentException e) {
            String option = preset == null ? "--model" : "--preset";
            String message = String.valueOf(e.getMessage());
            throw new ParameterException(
                    spec.commandLine(), message.startsWith("--") ? message : option + ": " + message, e);
        }
    }
}
