package org.sgvae.train;

import org.sgvae.nn.Parameter;
import org.sgvae.nn.Parameters;

/** Which weights training changes; the others keep their initial values. */
public enum Trained {
    /** Every weight of the model. */
    ALL,
    /**
     * All but those of propagation, its messages and its GRU. This is what the paper's own program did, where the optimiser never saw them;
     * an ablation.
     */
    ALL_BUT_PROPAGATION;

    /** Whether a parameter is changed; those of propagation have names such as {@code constructor.prop.0.message.weight}. */
    boolean includes(Parameter parameter) {
        return this == ALL || !parameter.name().contains(".prop.");
    }

    /**
     * Counts what is changed.
     *
     * @param parameters a model's
     * @return how many numbers
     */
    public int count(Parameters parameters) {
        return parameters.all().stream()
                .filter(this::includes)
                .mapToInt(parameter -> parameter.value().getNumElements())
                .sum();
    }
}
