package org.sgvae.cli.option;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that say how much work goes into likelihoods. */
public final class LikelihoodOptions {
    private static final String FRESH = "--fresh";

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--importance-samples",
            paramLabel = "K",
            converter = NumberConverters.Count.class,
            defaultValue = "1000",
            description =
                    "For the likelihood of each graph, of up to ten that are isomorphic; where many graphs are not, fewer"
                            + " save time. Default: ${DEFAULT-VALUE}.")
    private int importanceSamples;

    @Option(
            names = FRESH,
            paramLabel = "N",
            converter = NumberConverters.CountOrNone.class,
            defaultValue = "1000",
            description =
                    "Fresh graphs drawn from the family of the data for the regret, log p_true(G) - log p_model(G), where"
                            + " the family's probabilities are known (cycles, paths, stars, ladders, grids, trees, gnp); 0 for"
                            + " none. Default: ${DEFAULT-VALUE}.")
    private int fresh;

    /** Importance samples for each graph. */
    public int importanceSamples() {
        return importanceSamples;
    }

    /** Fresh graphs for the regret, 0 for none. */
    public int fresh() {
        return fresh;
    }

    /**
     * Refuses a number of fresh graphs where there is no regret to measure.
     *
     * @param why what there is no regret of
     * @throws ParameterException if one was given, other than 0
     */
    public void refuseFresh(String why) {
        if (fresh > 0 && spec.commandLine().getParseResult().hasMatchedOption(FRESH)) {
            throw new ParameterException(
                    spec.commandLine(), FRESH + ": no regret can be measured, " + why + "; leave it out");
        }
    }
}
