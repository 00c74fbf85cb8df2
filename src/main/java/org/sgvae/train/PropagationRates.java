package org.sgvae.train;

import org.sgvae.nn.Parameter;
import org.sgvae.nn.Parameters;

/**
 * Factors on the learning rate of the weights of propagation, messages and gated recurrent units.
 *
 * <p>A destructor whose propagation learns as fast as all else drives its units into saturation within fifty steps, while it looks for an
 * ordering: every state then ends at the same fixed point, whatever the graph's size, and the code cannot tell it. Where propagation
 * learns slowly, the selection of victims has to make do with states that still remember.
 *
 * @param destructor factor for {@code destructor.prop}, 0 to leave it as it starts
 * @param constructor factor for {@code constructor.prop}, 0 to leave it as it starts
 */
public record PropagationRates(double destructor, double constructor) {
    private static final String DESTRUCTOR = "destructor.prop.";
    private static final String CONSTRUCTOR = "constructor.prop.";

    /**
     * Checks the factors.
     *
     * @throws IllegalArgumentException if one is negative or not finite
     */
    public PropagationRates {
        if (!(destructor >= 0 && constructor >= 0) || !Double.isFinite(destructor) || !Double.isFinite(constructor)) {
            throw new IllegalArgumentException("propagation rates " + destructor + " and " + constructor
                    + ": must be finite and not negative; 1 is the learning rate itself");
        }
    }

    /**
     * Checks that a model has what the factors are for.
     *
     * @param parameters the parameters of the model
     * @throws IllegalArgumentException if a factor is not 1 and would change nothing
     */
    void requireFits(Parameters parameters) {
        require(parameters, "destructor", DESTRUCTOR, destructor);
        require(parameters, "constructor", CONSTRUCTOR, constructor);
    }

    private static void require(Parameters parameters, String name, String prefix, double factor) {
        if (factor != 1
                && parameters.all().stream()
                        .noneMatch(parameter -> parameter.name().startsWith(prefix))) {
            throw new IllegalArgumentException("propagationRates." + name + " " + factor
                    + ": the model has no parameters " + prefix + "*; leave it at 1");
        }
    }

    /** {@return the learning rate of all else} */
    public static PropagationRates full() {
        return new PropagationRates(1, 1);
    }

    /** {@return rates that leave propagation as it starts, as the paper's own program did, whose optimiser never saw it} */
    public static PropagationRates frozen() {
        return new PropagationRates(0, 0);
    }

    /**
     * Counts what training changes.
     *
     * @param parameters the parameters of a model
     * @return how many numbers have a rate that is not 0
     */
    public int trained(Parameters parameters) {
        return parameters.all().stream()
                .filter(parameter -> factor(parameter) > 0)
                .mapToInt(parameter -> parameter.value().getNumElements())
                .sum();
    }

    double factor(Parameter parameter) {
        if (parameter.name().startsWith(DESTRUCTOR)) {
            return destructor;
        }
        return parameter.name().startsWith(CONSTRUCTOR) ? constructor : 1;
    }
}
