package org.sgvae.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which model to train, and which named configuration of it. */
final class PresetOption {
    /** The models. */
    enum Model {
        /** With latent code. */
        SGVAE,
        /** Without. */
        SGGN
    }

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--model",
            paramLabel = "NAME",
            description = "sgvae, or sggn: the sequential generator without latent code (DGMG). Default: the preset's.")
    private @Nullable Model model;

    @Option(
            names = "--preset",
            paramLabel = "NAME",
            description = "default: Gaussian posterior and the bound; paper: point posterior and the paper's surrogate;"
                    + " sggn: the model without code. Default: default, or sggn with --model sggn.")
    private @Nullable Preset preset;

    /** The preset that was asked for, by its name or by its model. */
    Preset preset() {
        if (preset == null) {
            return model == Model.SGGN ? Preset.SGGN : Preset.DEFAULT;
        }
        if (model != null && preset.model() != model) {
            throw new ParameterException(
                    spec.commandLine(), "--preset " + preset + " is of another model; leave out --model or --preset");
        }
        return preset;
    }
}
