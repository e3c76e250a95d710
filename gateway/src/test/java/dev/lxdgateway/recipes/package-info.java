@NullMarked
package dev.lxdgateway.recipes;

import org.jspecify.annotations.NullMarked;
